//! Shapes written by hand as generated code writes them.
#![allow(dead_code, reason = "every test uses a part of them")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{
    BigDecimal, BigInteger, Blob, Document, Map, Timestamp, UnknownInt, UnknownValue,
    UnknownVariant,
};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Status {
    Running,
    CreateFailed,
    Unknown(UnknownValue),
}

impl rt::StringEnum for Status {
    const VALUES: &'static [&'static str] = &["RUNNING", "CREATE_FAILED"];

    fn as_str(&self) -> &str {
        match self {
            Self::Running => "RUNNING",
            Self::CreateFailed => "CREATE_FAILED",
            Self::Unknown(value) => value.as_str(),
        }
    }

    fn parse_known(text: &str) -> Option<Self> {
        match text {
            "RUNNING" => Some(Self::Running),
            "CREATE_FAILED" => Some(Self::CreateFailed),
            _ => None,
        }
    }

    fn unknown(value: UnknownValue) -> Self {
        Self::Unknown(value)
    }
}

rt::string_enum!(Status);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    Low,
    High,
    Unknown(UnknownInt),
}

impl rt::IntEnum for Level {
    const VALUES: &'static [i32] = &[1, 2];

    fn as_i32(&self) -> i32 {
        match self {
            Self::Low => 1,
            Self::High => 2,
            Self::Unknown(value) => value.as_i32(),
        }
    }

    fn from_i32_known(value: i32) -> Option<Self> {
        match value {
            1 => Some(Self::Low),
            2 => Some(Self::High),
            _ => None,
        }
    }

    fn unknown(value: UnknownInt) -> Self {
        Self::Unknown(value)
    }
}

rt::int_enum!(Level);

/// A structure of two strings, the first required.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) key: String,
    pub(crate) value: Option<String>,
}

static TAG: rt::Keys = rt::Keys {
    shape: "example#Tag",
    wire: &["\"Key\":", "\"Value\":"],
    file: &["\"Key\":", "\"Value\":"],
    required: &[0],
    union: false,
};

impl rt::Blank for Tag {
    fn blank() -> Self {
        Self {
            key: rt::Blank::blank(),
            value: None,
        }
    }
}

impl rt::Shape for Tag {
    fn keys(&self) -> &'static rt::Keys {
        &TAG
    }

    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.string(&mut self.key),
            1 => r.opt(&mut self.value, rt::Reader::string),
            _ => r.skip(),
        }
    }

    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.member(0, TAG.wire[0], &self.key, rt::Writer::string);
        w.opt(1, TAG.wire[1], &self.value, rt::Writer::string);
    }
}

rt::serde_shapes!(Tag);

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    Tag(Tag),
    Name(String),
    Empty,
    Unknown(UnknownVariant),
}

static TARGET: rt::Keys = rt::Keys {
    shape: "example#Target",
    wire: &["\"tag\":", "\"name\":", "\"empty\":"],
    file: &["\"tag\":", "\"name\":", "\"empty\":"],
    required: &[],
    union: true,
};

impl rt::Blank for Target {
    fn blank() -> Self {
        Self::Unknown(rt::Blank::blank())
    }
}

impl rt::Shape for Target {
    fn keys(&self) -> &'static rt::Keys {
        &TARGET
    }

    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.variant(self, Self::Tag, rt::Reader::object),
            1 => r.variant(self, Self::Name, rt::Reader::string),
            2 => r.unit_variant(self, Self::Empty),
            _ => r.skip(),
        }
    }

    fn write_members(&self, w: &mut rt::Writer<'_>) {
        match self {
            Self::Tag(x) => w.member(0, TARGET.wire[0], x, rt::Writer::object),
            Self::Name(x) => w.member(1, TARGET.wire[1], x, rt::Writer::string),
            Self::Empty => w.unit_variant(2, TARGET.wire[2]),
            Self::Unknown(x) => w.unknown_variant(x),
        }
    }

    fn unknown_variant(&mut self, variant: UnknownVariant) {
        *self = Self::Unknown(variant);
    }
}

rt::serde_shapes!(Target);

/// A structure with a member of every kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created: Timestamp,
    pub(crate) status: Option<Status>,
    pub(crate) level: Option<Level>,
    pub(crate) tags: Option<Vec<Tag>>,
    pub(crate) main_tag: Tag,
    pub(crate) labels: Option<Map<String, String>>,
    pub(crate) by_status: Option<Map<Status, Vec<i32>>>,
    pub(crate) sparse: Option<Vec<Option<String>>>,
    pub(crate) sparse_map: Option<Map<String, Option<i32>>>,
    pub(crate) target: Option<Target>,
    pub(crate) child: Option<Box<Service>>,
    pub(crate) flag: Option<bool>,
    pub(crate) byte: Option<i8>,
    pub(crate) short: Option<i16>,
    pub(crate) count: Option<i32>,
    pub(crate) size: Option<i64>,
    pub(crate) ratio: Option<f64>,
    pub(crate) part: Option<f32>,
    pub(crate) data: Option<Blob>,
    pub(crate) extra: Option<Document>,
    pub(crate) updated: Option<Timestamp>,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) integer: Option<BigInteger>,
    pub(crate) decimal: Option<BigDecimal>,
    pub(crate) token: Option<String>,
}

macro_rules! names {
    ($($name:literal)*) => { &[$(concat!("\"", $name, "\":")),*] };
}

static SERVICE: rt::Keys = rt::Keys {
    shape: "example#Service",
    wire: &[
        "",
        "\"Name\":",
        "\"Created\":",
        "\"Status\":",
        "\"Level\":",
        "\"Tags\":",
        "\"MainTag\":",
        "\"Labels\":",
        "\"ByStatus\":",
        "\"Sparse\":",
        "\"SparseMap\":",
        "\"Target\":",
        "\"Child\":",
        "\"Flag\":",
        "\"Byte\":",
        "\"Short\":",
        "\"Count\":",
        "\"Size\":",
        "\"Ratio\":",
        "\"Part\":",
        "\"Data\":",
        "\"Extra\":",
        "\"Updated\":",
        "\"Expires\":",
        "\"Integer\":",
        "\"Decimal\":",
        "\"jsonToken\":",
    ],
    file: names!["Id" "Name" "Created" "Status" "Level" "Tags" "MainTag" "Labels" "ByStatus" "Sparse" "SparseMap" "Target"
        "Child" "Flag" "Byte" "Short" "Count" "Size" "Ratio" "Part" "Data" "Extra" "Updated" "Expires" "Integer" "Decimal"
        "Token"],
    required: &[0, 1, 2, 6],
    union: false,
};

impl rt::Blank for Service {
    #[rustfmt::skip]
    fn blank() -> Self {
        Self {
            id: rt::Blank::blank(), name: rt::Blank::blank(), created: rt::Blank::blank(), status: None, level: None,
            tags: None, main_tag: rt::Blank::blank(), labels: None, by_status: None, sparse: None, sparse_map: None,
            target: None, child: None, flag: None, byte: None, short: None, count: None, size: None, ratio: None,
            part: None, data: None, extra: None, updated: None, expires: None, integer: None, decimal: None, token: None,
        }
    }
}

impl rt::Shape for Service {
    fn keys(&self) -> &'static rt::Keys {
        &SERVICE
    }

    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.string(&mut self.id),
            1 => r.string(&mut self.name),
            2 => r.epoch_seconds(&mut self.created),
            3 => r.opt(&mut self.status, rt::Reader::text),
            4 => r.opt(&mut self.level, rt::Reader::int_enum),
            5 => r.opt(&mut self.tags, |r, x| r.list(x, rt::Reader::object)),
            6 => r.object(&mut self.main_tag),
            7 => r.opt(&mut self.labels, |r, x| r.map(x, rt::Reader::string)),
            8 => r.opt(&mut self.by_status, |r, x| {
                r.map(x, |r, x| r.list(x, rt::Reader::i32))
            }),
            9 => r.opt(&mut self.sparse, |r, x| {
                r.sparse_list(x, rt::Reader::string)
            }),
            10 => r.opt(&mut self.sparse_map, |r, x| {
                r.sparse_map(x, rt::Reader::i32)
            }),
            11 => r.opt(&mut self.target, rt::Reader::object),
            12 => r.opt(&mut self.child, rt::Reader::boxed),
            13 => r.opt(&mut self.flag, rt::Reader::bool),
            14 => r.opt(&mut self.byte, rt::Reader::i8),
            15 => r.opt(&mut self.short, rt::Reader::i16),
            16 => r.opt(&mut self.count, rt::Reader::i32),
            17 => r.opt(&mut self.size, rt::Reader::i64),
            18 => r.opt(&mut self.ratio, rt::Reader::f64),
            19 => r.opt(&mut self.part, rt::Reader::f32),
            20 => r.opt(&mut self.data, rt::Reader::blob),
            21 => r.opt(&mut self.extra, rt::Reader::document),
            22 => r.opt(&mut self.updated, rt::Reader::date_time),
            23 => r.opt(&mut self.expires, rt::Reader::http_date),
            24 => r.opt(&mut self.integer, rt::Reader::big_integer),
            25 => r.opt(&mut self.decimal, rt::Reader::big_decimal),
            26 => r.opt(&mut self.token, rt::Reader::string),
            _ => r.skip(),
        }
    }

    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.member(0, SERVICE.wire[0], &self.id, rt::Writer::string);
        w.member(1, SERVICE.wire[1], &self.name, rt::Writer::string);
        w.member(2, SERVICE.wire[2], &self.created, rt::Writer::epoch_seconds);
        w.opt(3, SERVICE.wire[3], &self.status, rt::Writer::text);
        w.opt(4, SERVICE.wire[4], &self.level, rt::Writer::int_enum);
        w.opt(5, SERVICE.wire[5], &self.tags, |w, x| {
            w.list(x, rt::Writer::object)
        });
        w.member(6, SERVICE.wire[6], &self.main_tag, rt::Writer::object);
        w.opt(7, SERVICE.wire[7], &self.labels, |w, x| {
            w.map(x, rt::Writer::string)
        });
        w.opt(8, SERVICE.wire[8], &self.by_status, |w, x| {
            w.map(x, |w, x| w.list(x, rt::Writer::i32))
        });
        w.opt(9, SERVICE.wire[9], &self.sparse, |w, x| {
            w.sparse_list(x, rt::Writer::string)
        });
        w.opt(10, SERVICE.wire[10], &self.sparse_map, |w, x| {
            w.sparse_map(x, rt::Writer::i32)
        });
        w.opt(11, SERVICE.wire[11], &self.target, rt::Writer::object);
        w.opt(12, SERVICE.wire[12], &self.child, rt::Writer::boxed);
        w.opt(13, SERVICE.wire[13], &self.flag, rt::Writer::bool);
        w.opt(14, SERVICE.wire[14], &self.byte, rt::Writer::i8);
        w.opt(15, SERVICE.wire[15], &self.short, rt::Writer::i16);
        w.opt(16, SERVICE.wire[16], &self.count, rt::Writer::i32);
        w.opt(17, SERVICE.wire[17], &self.size, rt::Writer::i64);
        w.opt(18, SERVICE.wire[18], &self.ratio, rt::Writer::f64);
        w.opt(19, SERVICE.wire[19], &self.part, rt::Writer::f32);
        w.opt(20, SERVICE.wire[20], &self.data, rt::Writer::blob);
        w.opt(21, SERVICE.wire[21], &self.extra, rt::Writer::document);
        w.opt(22, SERVICE.wire[22], &self.updated, rt::Writer::date_time);
        w.opt(23, SERVICE.wire[23], &self.expires, rt::Writer::http_date);
        w.opt(24, SERVICE.wire[24], &self.integer, rt::Writer::big_integer);
        w.opt(25, SERVICE.wire[25], &self.decimal, rt::Writer::big_decimal);
        w.token(26, SERVICE.wire[26], &self.token);
    }
}

rt::serde_shapes!(Service);

/// Reads the wire form: the value, and the pointers of the corrections.
pub(crate) fn wire<T: rt::Shape + rt::Blank>(
    json: impl AsRef<[u8]>,
) -> Result<(T, Vec<String>), rt::ReadError> {
    let mut value = T::blank();
    let mut reader = rt::Reader::new(json.as_ref(), rt::Form::Wire);
    reader.object(&mut value)?;
    reader.finish()?;
    let corrections = reader.take_corrections();
    Ok((value, corrections))
}

/// Writes the wire form.
pub(crate) fn to_wire(value: &dyn rt::WriteShape) -> Result<String, rt::WriteError> {
    let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
    writer.shape(value);
    Ok(String::from_utf8(writer.finish()?).unwrap())
}

/// A service read from the wire, to which members are added.
pub(crate) fn service(members: &str) -> Result<(Service, Vec<String>), rt::ReadError> {
    wire(format!(
        r#"{{"Name":"n","Created":0,"MainTag":{{"Key":"k"}},{members}}}"#
    ))
}

/// The same where it must succeed.
pub(crate) fn read(members: &str) -> Service {
    service(members).unwrap().0
}
