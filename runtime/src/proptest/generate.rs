//! Values in file form: valid ones, and ones that are wrong in one place.

use std::any::TypeId;

use super::judge::judge_here;
use super::random::Random;
use super::schema::{Kind, Member, Node, Presence, Schema};
use super::target::{Target, Turn, Way};
use crate::types::{Blob, Document, Map};

/// So many structures and unions may be inside each other beyond what has to be.
const DEPTH: usize = 4;
/// So many values are made before optional ones are left out.
const VALUES: usize = 120;
/// Lists and maps of more entries are not made only to be too long.
const MOST_ENTRIES: u64 = 600;
/// Tries to make an item that differs from others, and a value that is wrong in one way.
const TRIES: usize = 40;

/// What could not be made: another target, or other values, may be possible.
#[derive(Debug)]
pub(super) struct Impossible;

/// What a value is made for: a target that lies in it, if any.
type Aim<'t> = Option<(&'t [Turn], Way)>;

/// Makes one value.
pub(super) struct Maker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) random: &'a mut Random,
    left: usize,
    /// One optional member in so many is there.
    sparseness: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(schema: &'a Schema, random: &'a mut Random) -> Self {
        let sparseness = [1, 2, 2, 3, 8][random.below(5)];
        Self {
            schema,
            random,
            left: VALUES,
            sparseness,
        }
    }

    /// A value of the schema's root; wrong at the target, if there is one.
    pub(super) fn root(&mut self, target: Option<&Target>) -> Result<Document, Impossible> {
        let schema = self.schema;
        let aim = target.map(|target| (&target.turns[..], target.way));
        let depth = schema.height(&schema.root) + DEPTH;
        self.value(&schema.root, depth, aim)
    }

    fn value(&mut self, node: &Node, depth: usize, aim: Aim<'_>) -> Result<Document, Impossible> {
        self.left = self.left.saturating_sub(1);
        if let Some(([], way)) = aim {
            return self.wrong(node, depth, way);
        }
        if aim.is_none() && node.nullable && self.random.one_in(4) {
            return Ok(Document::Null);
        }
        match &node.kind {
            Kind::Shape(id, _) => self.shape(id, depth, aim),
            Kind::List(item) => {
                let least = usize::from(aim.is_some());
                let length = self.length(node, depth >= self.schema.height(item), least)?;
                self.list(node, item, length, depth, aim)
            }
            Kind::Map(parts) => {
                let least = usize::from(aim.is_some());
                let length = self.length(node, depth >= self.schema.height(&parts[1]), least)?;
                self.map(parts, length, depth, aim)
            }
            Kind::Document => Ok(self.document()),
            Kind::Unit => Ok(Document::Object(Map::new())),
            _ => self.scalar(node),
        }
    }

    fn shape(&mut self, id: &TypeId, depth: usize, aim: Aim<'_>) -> Result<Document, Impossible> {
        let shape = self.schema.shape(id).ok_or(Impossible)?;
        let aim = split(aim);
        let depth = depth.saturating_sub(1);
        let mut out = Map::new();
        if shape.union {
            let (member, aim) = match aim {
                Some((Turn::Member(index), rest)) => (shape.members.get(index), Some(rest)),
                _ => (self.variant(&shape.members, depth), None),
            };
            let member = member.ok_or(Impossible)?;
            out.insert(
                member.name.to_owned(),
                self.value(&member.node, depth, aim)?,
            );
            return Ok(Document::Object(out));
        }
        for (index, member) in shape.members.iter().enumerate() {
            let aim = match aim {
                Some((turn, rest)) if turn == Turn::Member(index) => Some(rest),
                _ => None,
            };
            if self.has(member, depth, aim) {
                out.insert(
                    member.name.to_owned(),
                    self.value(&member.node, depth, aim)?,
                );
            }
        }
        Ok(Document::Object(out))
    }

    /// Whether a member is to be there.
    fn has(&mut self, member: &Member, depth: usize, aim: Aim<'_>) -> bool {
        match aim {
            Some(([], Way::Absent)) => false,
            Some(_) => true,
            None => {
                member.presence != Presence::Maybe
                    || self.left > 0
                        && self.schema.height(&member.node) <= depth
                        && self.random.one_in(self.sparseness)
            }
        }
    }

    /// A union's member, one that fits into what is left of the depth.
    fn variant<'m>(&mut self, members: &'m [Member], depth: usize) -> Option<&'m Member> {
        let heights = members.iter().map(|m| self.schema.height(&m.node));
        let least = heights.min()?;
        let most = if self.left > 0 {
            least.max(depth)
        } else {
            least
        };
        let fits = |member: &&Member| self.schema.height(&member.node) <= most;
        let fitting: Vec<&Member> = members.iter().filter(fits).collect();
        self.random.pick(&fitting).copied()
    }

    /// An allowed length of a list or map, from `least` on.
    fn length(&mut self, node: &Node, fits: bool, least: usize) -> Result<usize, Impossible> {
        let low = size(node.min_length())?.max(least);
        let high = node.max_length();
        let high = usize::try_from(high).unwrap_or(usize::MAX);
        if high < low {
            return Err(Impossible);
        }
        if !fits || self.left == 0 {
            return Ok(low);
        }
        let length = match self.random.below(16) {
            0 => low,
            1 if high <= 20 => high,
            _ => low.saturating_add(self.random.below(4)),
        };
        Ok(length.min(high))
    }

    pub(super) fn list(
        &mut self,
        node: &Node,
        item: &Node,
        length: usize,
        depth: usize,
        aim: Aim<'_>,
    ) -> Result<Document, Impossible> {
        let aim = split(aim);
        let at = self.random.below(length);
        let mut items: Vec<Document> = Vec::with_capacity(length);
        for index in 0..length {
            let aim = match aim {
                Some((Turn::Item, rest)) if index == at => Some(rest),
                _ => None,
            };
            let mut value = self.value(item, depth, aim)?;
            let mut tries = 0;
            while node.unique && items.contains(&value) {
                tries += 1;
                if tries > TRIES {
                    // Fewer distinct items than one would like may still be enough.
                    let enough = index as u64 >= node.min_length() && index > at;
                    return if enough {
                        Ok(Document::Array(items))
                    } else {
                        Err(Impossible)
                    };
                }
                value = self.value(item, depth, aim)?;
            }
            items.push(value);
        }
        Ok(Document::Array(items))
    }

    fn map(
        &mut self,
        parts: &[Node; 2],
        length: usize,
        depth: usize,
        aim: Aim<'_>,
    ) -> Result<Document, Impossible> {
        let [key, value] = parts;
        let aim = split(aim);
        let at = self.random.below(length);
        let mut entries = Map::new();
        for index in 0..length {
            let (of_key, of_value) = match aim {
                Some((Turn::Key, rest)) if index == at => (Some(rest), None),
                Some((_, rest)) if index == at => (None, Some(rest)),
                _ => (None, None),
            };
            let entry = self.value(value, depth, of_value)?;
            let name = (0..TRIES).find_map(|_| match self.value(key, depth, of_key) {
                Ok(Document::String(name)) if !entries.contains_key(&name) => Some(name),
                _ => None,
            });
            entries.insert(name.ok_or(Impossible)?, entry);
        }
        Ok(Document::Object(entries))
    }

    /// A value that is wrong right here, and in no other way.
    fn wrong(&mut self, node: &Node, depth: usize, way: Way) -> Result<Document, Impossible> {
        for _ in 0..TRIES {
            let Ok(value) = self.wrong_once(node, depth, way) else {
                continue;
            };
            if judge_here(self.schema, node, &value) == [way.constraint()] {
                return Ok(value);
            }
        }
        Err(Impossible)
    }

    fn wrong_once(&mut self, node: &Node, depth: usize, way: Way) -> Result<Document, Impossible> {
        match (&node.kind, way) {
            (Kind::List(item), Way::Twice) => self.twice(node, item, depth),
            (Kind::List(item), _) => {
                let length = self.wrong_length(node, way, MOST_ENTRIES)?;
                self.left = 0;
                self.list(node, item, length, depth, None)
            }
            (Kind::Map(parts), _) => {
                let length = self.wrong_length(node, way, MOST_ENTRIES)?;
                self.left = 0;
                self.map(parts, length, depth, None)
            }
            _ => self.wrong_scalar(node, way),
        }
    }

    /// A list with an item that is in it twice.
    fn twice(&mut self, node: &Node, item: &Node, depth: usize) -> Result<Document, Impossible> {
        let length = self.length(node, true, 2)?;
        let Document::Array(mut items) = self.list(node, item, length - 1, depth, None)? else {
            return Err(Impossible);
        };
        let again = self.random.pick(&items).cloned().ok_or(Impossible)?;
        items.insert(self.random.below(items.len() + 1), again);
        Ok(Document::Array(items))
    }

    /// A length beyond the limits, but not greater than `most`.
    pub(super) fn wrong_length(
        &mut self,
        node: &Node,
        way: Way,
        most: u64,
    ) -> Result<usize, Impossible> {
        let length = match way {
            Way::Short if self.random.one_in(2) => node.min_length().checked_sub(1),
            Way::Short => Some(self.random.below(size(node.min_length())?) as u64),
            _ => node.max_length().checked_add(1),
        };
        let length = length.filter(|length| *length <= most).ok_or(Impossible)?;
        size(length)
    }

    /// A small document. Not null, which is how an absent member is read.
    fn document(&mut self) -> Document {
        let text = || Document::from("text");
        match self.random.below(6) {
            0 => Document::Bool(true),
            1 => Document::from(self.random.below(100) as u64),
            2 => Document::from(vec![text(), Document::Null]),
            3 => Document::Object([("name".to_owned(), text())].into()),
            4 => Document::Object(Map::new()),
            _ => text(),
        }
    }

    /// Bytes as they stand in file form.
    pub(super) fn bytes(&mut self, length: usize) -> Document {
        let bytes: Vec<u8> = (0..length).map(|_| self.random.below(256) as u8).collect();
        Document::String(Blob::new(bytes).to_base64())
    }
}

/// The first step and what is left of the way.
fn split<'t>(aim: Aim<'t>) -> Option<(Turn, (&'t [Turn], Way))> {
    let (turns, way) = aim?;
    let (last, rest) = turns.split_last()?;
    Some((*last, (rest, way)))
}

fn size(length: u64) -> Result<usize, Impossible> {
    usize::try_from(length).map_err(|_| Impossible)
}
