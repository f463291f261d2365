//! The command's parts on real models: files, folders, revisions, and the three forms of the report.
