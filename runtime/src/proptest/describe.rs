//! What types are made of: what the tables of generated code tell of themselves.

use std::any::TypeId;
use std::fmt::Debug;

use super::record::{Recorder, Step};
use super::schema::{Kind, Member, Node, Presence};
use crate::codegen::{IntEnum, MapKey, StringEnum};
use crate::shape::{Blank, Shape};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document, Map, Timestamp};
use crate::validate::{Validate, Validator};

/// A structure or union that strategies can make values of. The tables of generated crates implement it.
pub trait Described: Shape + Blank + Validate + Clone + Debug + 'static {
    /// Tells the members, and what the checks look at in them.
    fn describe(d: &mut Describer);
}

/// A type that members have.
pub trait Part: Sized {
    /// What the type is, without limits.
    fn node() -> Node;

    /// A value with something wherever a check could look.
    fn probe() -> Self;
}

/// Takes the description of a structure or union.
#[derive(Debug, Default)]
pub struct Describer {
    pub(super) members: Vec<Member>,
    pub(super) union: bool,
    pub(super) sensitive: bool,
}

impl Describer {
    /// What a type tells of itself.
    pub(super) fn of(describe: fn(&mut Self)) -> Self {
        let mut this = <Self as Default>::default();
        describe(&mut this);
        this
    }

    /// A member that always has a value.
    pub fn required<T: Part>(&mut self, name: &'static str, place: &mut T) {
        *place = T::probe();
        self.add(name, Presence::Always, T::node());
    }

    /// A member that always has a value, because it has a default.
    pub fn default<T: Part>(&mut self, name: &'static str, place: &mut T) {
        self.required(name, place);
    }

    /// A member that may be absent.
    pub fn optional<T: Part>(&mut self, name: &'static str, place: &mut Option<T>) {
        *place = Some(T::probe());
        self.add(name, Presence::Maybe, T::node());
    }

    /// An idempotency token.
    pub fn token<T: Part>(&mut self, name: &'static str, place: &mut Option<T>) {
        self.optional(name, place);
    }

    /// A structure whose members are told: runs its checks, to see which limits they look at.
    pub fn checks<T: Validate + Blank>(&mut self, probe: &mut T) {
        let limits = record(probe);
        self.sensitive |= limits.sensitive;
        let absent = record(&T::blank());
        for member in &mut self.members {
            limits.apply(&mut vec![Step::Member(member.name)], &mut member.node);
            if let Some(shape) = absent.required(member.name) {
                member.presence = Presence::MustBeSet(shape);
            }
        }
    }

    /// It is a union, perhaps one without members, of which there is no value to make.
    pub fn union(&mut self) {
        self.union = true;
    }

    /// A union's member.
    pub fn variant<U: Validate, T: Part>(&mut self, name: &'static str, make: fn(T) -> U) {
        let mut node = T::node();
        let limits = record(&make(T::probe()));
        limits.apply(&mut vec![Step::Member(name)], &mut node);
        self.sensitive |= limits.sensitive;
        self.add(name, Presence::Maybe, node);
    }

    /// A union's member without a value.
    pub fn unit_variant(&mut self, name: &'static str) {
        self.add(name, Presence::Maybe, Node::new(Kind::Unit));
    }

    fn add(&mut self, name: &'static str, presence: Presence, node: Node) {
        self.members.push(Member {
            name,
            presence,
            node,
        });
    }
}

fn record<T: Validate>(value: &T) -> Recorder {
    let mut validator = Validator::recording();
    value.check(&mut validator);
    validator.recorded()
}

macro_rules! leaf {
    ($($type:ty: $kind:expr;)*) => {$(
        impl Part for $type {
            fn node() -> Node {
                Node::new($kind)
            }

            fn probe() -> Self {
                Blank::blank()
            }
        }
    )*};
}

leaf! {
    bool: Kind::Bool;
    i8: Kind::Integer(i8::MIN.into(), i8::MAX.into());
    i16: Kind::Integer(i16::MIN.into(), i16::MAX.into());
    i32: Kind::Integer(i32::MIN.into(), i32::MAX.into());
    i64: Kind::Integer(i64::MIN, i64::MAX);
    f32: Kind::Float;
    f64: Kind::Double;
    BigInteger: Kind::BigInteger;
    BigDecimal: Kind::BigDecimal;
    String: Kind::Text;
    Blob: Kind::Blob;
    Body: Kind::Blob;
    Timestamp: Kind::Timestamp;
    Document: Kind::Document;
}

impl<T: Part> Part for Box<T> {
    fn node() -> Node {
        T::node()
    }

    fn probe() -> Self {
        Self::new(T::probe())
    }
}

impl<T: Part> Part for Option<T> {
    fn node() -> Node {
        Node {
            nullable: true,
            ..T::node()
        }
    }

    fn probe() -> Self {
        Some(T::probe())
    }
}

impl<T: Part> Part for Vec<T> {
    fn node() -> Node {
        Node::new(Kind::List(Box::new(T::node())))
    }

    fn probe() -> Self {
        vec![T::probe()]
    }
}

impl<K: Part + MapKey, V: Part> Part for Map<K, V> {
    fn node() -> Node {
        Node::new(Kind::Map(Box::new([K::node(), V::node()])))
    }

    fn probe() -> Self {
        [(K::probe(), V::probe())].into()
    }
}

/// What a structure or union is; for the tables' macros.
#[must_use]
pub fn shape_node<T: Described>() -> Node {
    Node::new(Kind::Shape(TypeId::of::<T>(), T::describe))
}

/// What a string enum is; for the enums' macro.
#[must_use]
pub fn text_node<E: StringEnum>() -> Node {
    Node::new(Kind::Enum(E::VALUES))
}

/// What an intEnum is; for the enums' macro.
#[must_use]
pub fn int_node<E: IntEnum>() -> Node {
    Node::new(Kind::IntEnum(E::VALUES))
}
