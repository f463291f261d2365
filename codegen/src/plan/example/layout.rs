//! Rust expressions as text, laid out as rustfmt does it (its default style of edition 2024), so that code which is
//! copied from the documentation stays as it is.

/// Columns of a line.
const MAX_WIDTH: usize = 100;
/// Columns of arguments, items or a chain in one line: rustfmt's heuristics, 60 % of a line.
const SMALL: usize = 60;
/// Columns of the fields of a structure in one line.
const SMALL_STRUCT: usize = 18;
/// Columns of one step to the right.
const TAB: usize = 4;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Code {
    /// A literal, a path, or anything else that is not taken apart.
    Word(String),
    /// Items between brackets: a call, an array, a tuple, a macro.
    Group {
        /// What stands before the items, the bracket included: `Type::new(`, `[`, `vec![`.
        open: String,
        /// What stands after them.
        close: char,
        /// The items.
        items: Vec<Code>,
    },
    /// `Name { field: value }`.
    Struct {
        /// The type.
        name: String,
        /// The fields.
        fields: Vec<(String, Code)>,
    },
    /// `root.method(…).method(…)`.
    Chain {
        /// What the methods are called on.
        root: Box<Code>,
        /// The calls, `.method(` and arguments.
        calls: Vec<Code>,
    },
}

/// Where an expression begins.
#[derive(Clone, Copy)]
struct Place {
    /// The column of the lines around it.
    indent: usize,
    /// Its own column.
    column: usize,
    /// The column where it has to end if it is to stay in one line.
    limit: usize,
}

impl Code {
    /// A word.
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// `head(items)`.
    pub(super) fn call(head: impl AsRef<str>, items: Vec<Self>) -> Self {
        Self::Group {
            open: format!("{}(", head.as_ref()),
            close: ')',
            items,
        }
    }

    /// `head[items]`, where the head is empty or a macro's name with its mark.
    pub(super) fn list(head: &str, items: Vec<Self>) -> Self {
        Self::Group {
            open: format!("{head}["),
            close: ']',
            items,
        }
    }

    /// Its lines as a statement: `before`, the expression, a semicolon.
    pub(super) fn statement(&self, before: &str) -> Vec<String> {
        let text = format!("{};", self.assigned(before, 0));
        text.lines().map(str::to_owned).collect()
    }

    /// After `let x = ` or `    field: `: in the next line where that keeps it in one.
    fn assigned(&self, before: &str, indent: usize) -> String {
        let here = self.render(Place {
            indent,
            column: width(before),
            limit: MAX_WIDTH - 1,
        });
        let column = indent + TAB;
        match self.one_line() {
            Some(text)
                if here.contains('\n')
                    && !before.trim().is_empty()
                    && column + width(&text) < MAX_WIDTH =>
            {
                format!("{}\n{}{text}", before.trim_end(), " ".repeat(column))
            }
            _ => format!("{before}{here}"),
        }
    }

    /// The expression in one line, if rustfmt would have it in one however much room there is.
    fn one_line(&self) -> Option<String> {
        match self {
            Self::Word(text) => (!text.contains('\n')).then(|| text.clone()),
            Self::Group { open, close, items } => {
                let nested = items.first().is_some_and(Self::is_call);
                let items: Option<Vec<String>> = items.iter().map(Self::one_line).collect();
                let items = items?;
                let joined = items.join(", ");
                let short = width(&joined) <= SMALL;
                (short || items.len() < 2 && !nested).then(|| format!("{open}{joined}{close}"))
            }
            Self::Struct { name, fields } => {
                let fields: Option<Vec<String>> = fields
                    .iter()
                    .map(|(name, value)| Some(format!("{name}: {}", value.one_line()?)))
                    .collect();
                let joined = fields?.join(", ");
                (width(&joined) <= SMALL_STRUCT).then(|| format!("{name} {{ {joined} }}"))
            }
            Self::Chain { root, calls } => {
                let calls_text: Option<String> = calls.iter().map(Self::one_line).collect();
                let text = format!("{}{}", root.one_line()?, calls_text?);
                (calls.len() < 2 || width(&text) <= SMALL).then_some(text)
            }
        }
    }

    fn render(&self, place: Place) -> String {
        if let Some(text) = self.one_line()
            && place.column + width(&text) <= place.limit
        {
            return text;
        }
        match self {
            Self::Word(text) => text.clone(),
            Self::Group { open, close, items } => group(open, *close, items, place),
            Self::Struct { name, fields } => {
                let inner = place.indent + TAB;
                let mut text = format!("{name} {{\n");
                for (field, value) in fields {
                    let before = format!("{}{field}: ", " ".repeat(inner));
                    text.push_str(&format!("{},\n", value.assigned(&before, inner)));
                }
                format!("{text}{}}}", " ".repeat(place.indent))
            }
            Self::Chain { root, calls } => chain(root, calls, place),
        }
    }

    /// Whether it is a call or a macro: as the only argument of another, rustfmt gives it less room, so that no long line
    /// holds calls in calls.
    fn is_call(&self) -> bool {
        matches!(self, Self::Group { open, .. } if open.len() > 1)
    }

    /// As the only thing between brackets: with its first line after the opening one. None where it has to begin in a
    /// line of its own.
    fn hugged(&self, place: Place) -> Option<String> {
        match self {
            Self::Word(_) => None,
            Self::Group { .. } | Self::Struct { .. } => Some(self.render(place)),
            Self::Chain { root, calls } => overflowing(root, calls, place),
        }
    }
}

/// Items that do not fit in one line.
fn group(open: &str, close: char, items: &[Code], place: Place) -> String {
    let column = place.column + width(open);
    let limit = place.limit.saturating_sub(1);
    let opened = |item: &Code| Place {
        indent: place.indent,
        column,
        limit: match item.is_call() {
            true => limit.min(column + SMALL),
            false => limit,
        },
    };
    if let [item] = items
        && let Some(text) = item.hugged(opened(item))
        && column + width(text.lines().next().unwrap_or_default()) <= MAX_WIDTH
    {
        return format!("{open}{text}{close}");
    }
    let inner = place.indent + TAB;
    let blanks = " ".repeat(inner);
    let is_macro = open.ends_with("!(");
    let mut text = format!("{open}\n");
    for (index, item) in items.iter().enumerate() {
        let item = item.render(Place {
            indent: inner,
            column: inner,
            limit: MAX_WIDTH - 1,
        });
        // A macro's last argument has no comma: it might mean something.
        let last = index + 1 == items.len();
        let comma = if is_macro && last { "" } else { "," };
        text.push_str(&format!("{blanks}{item}{comma}\n"));
    }
    format!("{text}{}{close}", " ".repeat(place.indent))
}

/// A chain that does not fit in one line.
fn chain(root: &Code, calls: &[Code], place: Place) -> String {
    if let Some(text) = overflowing(root, calls, place) {
        return text;
    }
    let root = root.render(place);
    // Below a root of several lines, calls stand where it ends.
    let indent = match root.contains('\n') {
        true => place.indent,
        false => place.indent + TAB,
    };
    let mut text = root;
    for call in calls {
        let call = call.render(Place {
            indent,
            column: indent,
            limit: MAX_WIDTH - 1,
        });
        text.push_str(&format!("\n{}{call}", " ".repeat(indent)));
    }
    text
}

/// A chain in one line but for the arguments of its last call, where that looks better than a line for each call.
fn overflowing(root: &Code, calls: &[Code], place: Place) -> Option<String> {
    let (last, first) = calls.split_last()?;
    let first: Option<String> = first.iter().map(Code::one_line).collect();
    let before = format!("{}{}", root.one_line()?, first?);
    let here = last.render(Place {
        column: place.column + width(&before),
        ..place
    });
    let below = last.render(Place {
        indent: place.indent + TAB,
        column: place.indent + TAB,
        limit: MAX_WIDTH - 1,
    });
    let total = width(&before) + width(here.lines().next().unwrap_or_default());
    let fits = place.column + total <= MAX_WIDTH && (calls.len() == 1 || total <= SMALL);
    let (lines, others) = (here.lines().count(), below.lines().count());
    (fits && (lines >= 5 || others >= lines)).then(|| format!("{before}{here}"))
}

fn width(text: &str) -> usize {
    text.chars().count()
}
