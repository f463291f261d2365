//! The data are whole.
