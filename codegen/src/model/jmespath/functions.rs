//! The functions of JMESPath: what they take and give (JMESPath Specification, "Built-in Functions").

use super::super::context::did_you_mean;
use super::super::lower::nearest;
use super::types::Type;
use super::walk::Walk;

/// What an argument may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Anything,
    Number,
    Text,
    List,
    Object,
    /// A string or a list.
    Sequence,
    /// A string, a list or an object.
    Sized,
}

/// What comes out.
#[derive(Clone, Copy)]
enum Gives {
    Number,
    Text,
    Boolean,
    /// Nothing is known of it.
    Anything,
    /// The type of the first argument.
    First,
    /// An item of the first argument.
    Item,
    /// A list of the keys of the first argument.
    Keys,
    /// A list of its values.
    Values,
    /// A list of the first argument's type, which is the result of an expression.
    Mapped,
    /// A list with the argument, unless it is one.
    Listed,
}

use Gives::{First, Item, Keys, Listed, Mapped, Values};
use Takes::{Anything, List, Object, Sequence, Sized};

/// Name, arguments, result. Where arguments are missing at the end, the last one may come again.
const FUNCTIONS: [(&str, &[Takes], Gives); 26] = [
    ("abs", &[Takes::Number], Gives::Number),
    ("avg", &[List], Gives::Number),
    ("ceil", &[Takes::Number], Gives::Number),
    ("contains", &[Sequence, Anything], Gives::Boolean),
    ("ends_with", &[Takes::Text, Takes::Text], Gives::Boolean),
    ("floor", &[Takes::Number], Gives::Number),
    ("join", &[Takes::Text, List], Gives::Text),
    ("keys", &[Object], Keys),
    ("length", &[Sized], Gives::Number),
    ("map", &[Anything, List], Mapped),
    ("max", &[List], Item),
    ("max_by", &[List, Anything], Item),
    ("merge", &[Object], Gives::Anything),
    ("min", &[List], Item),
    ("min_by", &[List, Anything], Item),
    ("not_null", &[Anything], Gives::Anything),
    ("reverse", &[Sequence], First),
    ("sort", &[List], First),
    ("sort_by", &[List, Anything], First),
    ("starts_with", &[Takes::Text, Takes::Text], Gives::Boolean),
    ("sum", &[List], Gives::Number),
    ("to_array", &[Anything], Listed),
    ("to_number", &[Anything], Gives::Number),
    ("to_string", &[Anything], Gives::Text),
    ("type", &[Anything], Gives::Text),
    ("values", &[Object], Values),
];

/// Those that take any number of arguments.
const VARIADIC: [&str; 2] = ["merge", "not_null"];

/// The type of a call.
pub(super) fn result<'m>(walk: &mut Walk<'m>, name: &str, args: &[Type<'m>]) -> Type<'m> {
    let Some((_, takes, gives)) = FUNCTIONS.iter().find(|(known, ..)| *known == name) else {
        let near = nearest(name, FUNCTIONS.iter().map(|(known, ..)| *known));
        let hint = did_you_mean(near, "JMESPath has no such function");
        walk.doubt(format!("`{name}` is not a function"), hint);
        return Type::Any;
    };
    let fits = if VARIADIC.contains(&name) {
        args.len() >= takes.len()
    } else {
        args.len() == takes.len()
    };
    if !fits {
        let (wanted, found) = (takes.len(), args.len());
        let arguments = if wanted == 1 { "argument" } else { "arguments" };
        let least = if VARIADIC.contains(&name) {
            "at least "
        } else {
            ""
        };
        let message = format!("`{name}` takes {least}{wanted} {arguments}, not {found}");
        walk.doubt(message, "the call always fails");
        return Type::Any;
    }
    for (index, arg) in args.iter().enumerate() {
        let wanted = takes.get(index).or(takes.last());
        if let Some(wanted) = wanted.filter(|wanted| !wanted.fit(arg)) {
            let message = format!(
                "`{name}` needs {}, and this is {}",
                wanted.name(),
                arg.name()
            );
            walk.doubt(message, "the call always fails");
        }
    }
    gives.of(walk, args)
}

impl Takes {
    fn fit(self, found: &Type<'_>) -> bool {
        match found {
            // Null is not fine, but no one writes it.
            Type::Any | Type::Null => true,
            Type::Boolean => self == Anything,
            Type::Number => matches!(self, Anything | Self::Number),
            Type::Text(_) => matches!(self, Anything | Self::Text | Sequence | Sized),
            Type::List(_) => matches!(self, Anything | List | Sequence | Sized),
            Type::Map(_) | Type::Structure(_) | Type::Object(_) => {
                matches!(self, Anything | Object | Sized)
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Anything => "anything",
            Self::Number => "a number",
            Self::Text => "a string",
            List => "a list",
            Object => "an object",
            Sequence => "a string or a list",
            Sized => "a string, a list or an object",
        }
    }
}

impl Gives {
    fn of<'m>(self, walk: &mut Walk<'m>, args: &[Type<'m>]) -> Type<'m> {
        let first = args.first().cloned().unwrap_or(Type::Any);
        match self {
            Self::Number => Type::Number,
            Self::Text => Type::Text(None),
            Self::Boolean => Type::Boolean,
            Self::Anything => Type::Any,
            First => first,
            Item => match first {
                Type::List(item) => *item,
                _ => Type::Any,
            },
            Keys => Type::List(Box::new(Type::Text(None))),
            Values => Type::List(Box::new(walk.values(&first))),
            Mapped => Type::List(Box::new(first)),
            Listed => match first {
                Type::List(item) => Type::List(item),
                Type::Any => Type::Any,
                other => Type::List(Box::new(other)),
            },
        }
    }
}
