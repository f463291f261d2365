//! A document of the AWS CLI in reStructuredText: its commands, the files and the output shown for each. Only literal
//! blocks count; of the sentences between them only what they say a block is.

use std::collections::BTreeMap;

use shapewright_codegen::examples::corpus::{Document, Example, Unread};
use shapewright_codegen::examples::json;
use shapewright_codegen::model::Model;

use super::{command, shell};

/// A stretch of lines.
struct Piece {
    /// The first line, from 1.
    line: u32,
    /// Whether it is indented.
    literal: bool,
    /// The lines, without the indentation that they share.
    text: String,
}

/// Reads a document about a service, as the CLI calls it.
pub(super) fn read(model: &Model, service: &str, source: &str, text: &str) -> Document {
    let mut reader = Reader {
        model,
        service,
        document: Document {
            source: source.to_owned(),
            ..Document::default()
        },
        open: None,
        lead: String::new(),
    };
    for piece in pieces(text) {
        reader.piece(&piece);
    }
    reader.close();
    reader.document
}

/// Indented and other stretches of lines; blank lines end the latter.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut blank = true;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end().replace('\t', "        ");
        if line.is_empty() {
            if let Some(last) = pieces.last_mut().filter(|last| last.literal) {
                last.text.push('\n');
            }
            blank = true;
            continue;
        }
        let literal = line.starts_with(' ');
        match pieces.last_mut() {
            Some(last) if last.literal == literal && (literal || !blank) => {
                last.text.push('\n');
                last.text.push_str(&line);
            }
            _ => pieces.push(Piece {
                line: u32::try_from(index + 1).unwrap_or(u32::MAX),
                literal,
                text: line,
            }),
        }
        blank = false;
    }
    for piece in pieces.iter_mut().filter(|piece| piece.literal) {
        piece.text = dedent(piece.text.trim_end());
    }
    pieces
}

fn dedent(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    let indent = lines
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min();
    let lines = text.lines();
    let lines: Vec<&str> = lines
        .map(|line| line.get(indent.unwrap_or(0)..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

/// An example whose end has not been seen.
struct Open {
    example: Example,
    files: BTreeMap<String, String>,
}

struct Reader<'a> {
    model: &'a Model,
    service: &'a str,
    document: Document,
    open: Option<Open>,
    /// The last line before a block.
    lead: String,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        if piece.literal {
            return self.block(piece);
        }
        if piece.text.to_lowercase().contains("produces no output")
            && let Some(open) = &mut self.open
        {
            open.example.no_output = true;
        }
        self.lead = piece.text.lines().last().unwrap_or_default().to_owned();
        let first = piece.text.lines().next().unwrap_or_default();
        if first.starts_with(['{', '[']) || first.starts_with("aws ") {
            self.unread(piece.line, "a block that is not indented");
        }
    }

    fn block(&mut self, piece: &Piece) {
        let lead = self.lead.to_lowercase();
        let text = piece.text.as_str();
        if text.starts_with("aws ") || text.starts_with("$ aws ") {
            return self.command(piece);
        }
        let shows_output = lead.starts_with("output");
        let Some(open) = &mut self.open else {
            return self.unread(piece.line, "a block before the first command");
        };
        if shows_output {
            if open.example.output_line != 0 {
                return self.unread(piece.line, "a second output of one command");
            }
            open.example.output_line = piece.line;
            match json::value(text) {
                Ok(value) => open.example.output = Some(value),
                Err(_) => open.example.output_text = Some(text.to_owned()),
            }
            return;
        }
        let words = open.example.command.iter();
        let mut named = words.filter_map(|word| {
            let file = word.strip_prefix("file://");
            file.or_else(|| word.strip_prefix("fileb://"))
        });
        match named.find(|name| self.lead.contains(name)) {
            Some(name) => {
                let name = name.to_owned();
                open.files.insert(name, text.to_owned());
            }
            None => {
                let why = "a block that is neither a command, nor a file of it, nor its output";
                self.unread(piece.line, why);
            }
        }
    }

    fn command(&mut self, piece: &Piece) {
        self.close();
        let (command, wrong) = shell::command(&piece.text);
        let unread = wrong.into_iter().map(|why| Unread {
            line: piece.line,
            why: why.to_owned(),
        });
        self.open = Some(Open {
            example: Example {
                line: piece.line,
                command,
                unread: unread.collect(),
                ..Example::default()
            },
            files: BTreeMap::new(),
        });
    }

    fn unread(&mut self, line: u32, why: &str) {
        let unread = Unread {
            line,
            why: why.to_owned(),
        };
        match &mut self.open {
            Some(open) => open.example.unread.push(unread),
            None => self.document.unread.push(unread),
        }
    }

    /// Ends an example: its command is read once its files are known.
    fn close(&mut self) {
        let Some(Open { mut example, files }) = self.open.take() else {
            return;
        };
        let reading = command::read(self.model, self.service, &example.command, &files);
        example.input = reading.input;
        for why in reading.unread {
            example.unread.push(Unread {
                line: example.line,
                why,
            });
        }
        // All examples of a document are of one operation.
        let known = self.document.operation.take();
        if known.is_some() && reading.operation.is_some() && known != reading.operation {
            example.unread.push(Unread {
                line: example.line,
                why: "another operation than that of the examples before".to_owned(),
            });
        }
        self.document.operation = known.or(reading.operation);
        self.document.examples.push(example);
    }
}
