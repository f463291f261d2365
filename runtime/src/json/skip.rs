//! Passes values that nobody reads, as strictly as those that somebody does.

use super::{MAX_DEPTH, ReadError, ReadResult, Reader};

// One bit per level says whether it is an object.
const _: () = assert!(MAX_DEPTH <= 128);

impl Reader<'_> {
    /// Passes any value. Checks it in full: syntax, UTF-8, depth.
    ///
    /// # Errors
    /// JSON that is broken.
    #[inline(never)]
    pub fn skip(&mut self) -> ReadResult {
        let outer = self.depth;
        let mut objects = 0u128;
        loop {
            // At a value.
            let mut more = match self.peek() {
                Some(b'{') => {
                    let more = self.open(b'{', b'}')?;
                    if more {
                        objects = objects << 1 | 1;
                        self.skip_name()?;
                    }
                    more
                }
                Some(b'[') => {
                    let more = self.open(b'[', b']')?;
                    if more {
                        objects <<= 1;
                    }
                    more
                }
                _ => {
                    self.skip_scalar()?;
                    false
                }
            };
            // Behind a value: leave what ends here.
            while !more {
                if self.depth == outer {
                    return Ok(());
                }
                let object = objects & 1 == 1;
                more = self.more(if object { b'}' } else { b']' })?;
                if !more {
                    objects >>= 1;
                } else if object {
                    self.skip_name()?;
                }
            }
        }
    }

    fn skip_scalar(&mut self) -> ReadResult {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(b'-' | b'0'..=b'9') => self.number_text().map(drop),
            _ => Err(self.expected("a value")),
        }
    }

    fn skip_name(&mut self) -> ReadResult {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a member name"));
        }
        self.skip_string()?;
        self.colon()
    }

    /// Passes the colon after a name, and the whitespace on both sides.
    pub(super) fn colon(&mut self) -> Result<(), ReadError> {
        self.whitespace();
        if self.peek() != Some(b':') {
            return Err(self.expected("`:`"));
        }
        self.pass(1);
        self.whitespace();
        Ok(())
    }
}
