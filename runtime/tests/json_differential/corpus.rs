//! Documents, valid and not, made systematically.

/// A backslash before every byte, and hexadecimal digits of every kind.
pub(crate) fn escapes() -> impl Iterator<Item = Vec<u8>> {
    let short = (0..=127u8).flat_map(|byte| {
        [
            vec![b'"', b'\\', byte, b'"'],
            [b"\"1234567\\", &[byte][..], b"890\""].concat(),
        ]
    });
    let hexadecimal = [
        "0000",
        "0041",
        "00e9",
        "00E9",
        "20ac",
        "20AC",
        "fFfF",
        "fffe",
        "d7ff",
        "e000",
        "2028",
        "001f",
        "",
        "1",
        "12",
        "123",
        "123g",
        "g123",
        "+123",
        "-123",
        " 123",
        "0x12",
        "12 4",
        "\u{e9}123",
        "{41}",
    ];
    let hexadecimal = hexadecimal.into_iter().flat_map(|digits| {
        [
            format!("\"\\u{digits}\""),
            format!("\"\\u{digits}5\""),
            format!("\"\\U{digits}\""),
            format!("{{\"\\u{digits}\":0}}"),
            format!("\"\\\\u{digits}\""),
        ]
    });
    short.chain(hexadecimal.map(String::into_bytes))
}

/// Every pair of kinds of escapes, alone, in keys, and between other characters.
pub(crate) fn surrogates() -> impl Iterator<Item = Vec<u8>> {
    let parts = [
        "\\ud800", "\\uDBFF", "\\udc00", "\\uDFFF", "\\u0041", "x", "", "\\n", "\\ud83", "\\\\",
    ];
    let mut texts = Vec::new();
    for first in parts {
        for second in parts {
            for third in ["", "\\udc00", "y"] {
                let inside = format!("{first}{second}{third}");
                texts.push(format!("\"{inside}\""));
                texts.push(format!("{{\"a{inside}\":1}}"));
            }
        }
    }
    texts.into_iter().map(String::into_bytes)
}

/// Keys and values in which the bytes stand: at the beginning, at the end of a block of eight, behind an escape.
fn in_strings(inside: &[u8]) -> Vec<Vec<u8>> {
    let around: [(&[u8], &[u8]); 4] = [
        (b"", b""),
        (b"", b"abcdefghi"),
        (b"1234567", b"8"),
        (b"\\n", b"\\t"),
    ];
    around
        .into_iter()
        .flat_map(|(before, after)| {
            let text = [before, inside, after].concat();
            [
                [b"\"", &text[..], b"\""].concat(),
                [b"{\"", &text[..], b"\":{\"a\":[null]}}"].concat(),
            ]
        })
        .collect()
}

/// Every ASCII character as it is.
pub(crate) fn raw_characters() -> impl Iterator<Item = Vec<u8>> {
    (0..=127u8)
        .filter(|byte| !b"\"\\".contains(byte))
        .flat_map(|byte| in_strings(&[byte]))
}

/// Every kind of what is no UTF-8: in keys, in values, in what is skipped.
pub(crate) fn invalid_utf8() -> impl Iterator<Item = Vec<u8>> {
    let wrong: [&[u8]; 28] = [
        // Continuation bytes alone.
        b"\x80",
        b"\xbf",
        b"a\x80b",
        // Overlong: `/`, NUL, the last ones of each length.
        b"\xc0\xaf",
        b"\xc0\x80",
        b"\xc1\xbf",
        b"\xe0\x80\xaf",
        b"\xe0\x9f\xbf",
        b"\xf0\x80\x80\xaf",
        b"\xf0\x8f\xbf\xbf",
        // Surrogates.
        b"\xed\xa0\x80",
        b"\xed\xbf\xbf",
        b"\xed\xa0\xbd\xed\xb8\x80",
        // Beyond U+10FFFF.
        b"\xf4\x90\x80\x80",
        b"\xf5\x80\x80\x80",
        b"\xf7\xbf\xbf\xbf",
        b"\xf8\x88\x80\x80\x80",
        b"\xfc\x84\x80\x80\x80\x80",
        // Cut off.
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f\x98",
        b"\xe2",
        b"\xf0\x9f",
        b"\xc3(",
        b"\xe2\x28\xa1",
        b"\xf0\x9f\x28\x80",
        b"\xfe",
        b"\xff",
    ];
    wrong.into_iter().flat_map(|bytes| {
        let mut documents = in_strings(bytes);
        documents.extend([
            bytes.to_vec(),
            [b"[1", bytes, b"]"].concat(),
            [b"1", bytes].concat(),
            // In a member that nobody knows, behind one that somebody does.
            [b"{\"known\":0,\"x\":{\"y\":[\"", bytes, b"\"]}}"].concat(),
            [b"{\"x\":{\"", bytes, b"\":[]},\"known\":0}"].concat(),
        ]);
        documents
    })
}

/// The first and last characters of each length in UTF-8.
pub(crate) fn valid_utf8() -> impl Iterator<Item = Vec<u8>> {
    "\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{feff}\u{fffd}\u{ffff}\u{10000}\u{10ffff}"
        .chars()
        .flat_map(|c| in_strings(c.to_string().as_bytes()))
}

/// What RFC 8259 allows between tokens, and what it does not.
pub(crate) fn whitespace() -> impl Iterator<Item = Vec<u8>> {
    let spaces = [
        " ", "\t", "\n", "\r", "\r\n \t", "\u{b}", "\u{c}", "\0", "\u{85}", "\u{a0}", "\u{1680}",
        "\u{2003}", "\u{2028}", "\u{3000}", "\u{feff}", "\u{1f}", "//\n", "/**/", "#\n",
    ];
    spaces.into_iter().flat_map(|space| {
        [
            "%1",
            "1%",
            "[%]",
            "[%1%,%2%]",
            "{%}",
            "{%\"a\"%:%1%,%\"known\"%:%2%}",
            "%",
            "1%2",
            "\"%\"",
            "tr%ue",
        ]
        .map(|text| text.replace('%', space).into_bytes())
    })
}

/// Every sequence of up to four tokens, and of five where the first is a bracket.
pub(crate) fn tokens() -> impl Iterator<Item = Vec<u8>> {
    let tokens = ["[", "]", "{", "}", ",", ":", "\"a\"", "1"];
    let mut texts = vec![String::new()];
    let mut last = 0..1;
    for length in 1..=5 {
        let from = last.end;
        for index in last {
            if length == 5 && !texts[index].starts_with(['[', '{']) {
                continue;
            }
            for token in tokens {
                texts.push(format!("{}{token}", texts[index]));
            }
        }
        last = from..texts.len();
    }
    let literals = [
        "true",
        "false",
        "null",
        "nul",
        "nulll",
        "True",
        "TRUE",
        "tru",
        "fals",
        "nil",
        "undefined",
        "truefalse",
        "null,",
        "[null",
        "'a'",
        "{a:1}",
        "{'a':1}",
        "{null:1}",
        "[1,2,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\":{\"b\":[[],{}]}}",
    ];
    texts.extend(literals.map(str::to_owned));
    texts.into_iter().map(String::into_bytes)
}

/// Something behind the document.
pub(crate) fn trailing() -> impl Iterator<Item = Vec<u8>> {
    let documents = [
        "1",
        "null",
        "\"a\"",
        "[]",
        "{}",
        "{\"a\":1}",
        "[1]",
        "1.5e3",
    ];
    let more = [
        "1", "x", "]", "}", ",", ":", "\"", "{}", "[]", " 1", "\n{}", "\0", "\u{feff}", "//",
        "null", " ,", "\u{1a}",
    ];
    documents
        .into_iter()
        .flat_map(move |document| more.map(|more| format!("{document}{more}").into_bytes()))
}

/// Members of one name, few and many, written in different ways.
pub(crate) fn duplicates() -> impl Iterator<Item = Vec<u8>> {
    let mut texts: Vec<String> = [
        r#"{"a":1,"a":2}"#,
        r#"{"a":{"x":1},"a":{"y":2}}"#,
        r#"{"known":1,"known":2}"#,
        r#"{"known":{"x":1},"b":0,"known":{"y":2}}"#,
        r#"{"known":null,"known":1,"known":[2]}"#,
        r#"{"":1,"":2}"#,
        r#"{"a":1,"\u0061":2}"#,
        r#"{"k\u006eown":1,"known":2}"#,
    ]
    .map(str::to_owned)
    .into();
    // The map has an index from some size on.
    for count in [15, 16, 17, 18, 40, 300] {
        let entries = (0..count).map(|at| format!("\"k{}\":{at}", at * 7 % (count - 1)));
        texts.push(format!("{{{}}}", entries.collect::<Vec<_>>().join(",")));
    }
    texts.into_iter().map(String::into_bytes)
}

/// Nested around the limit, of one kind and mixed, empty inside or not, deep more than once.
pub(crate) fn depth() -> impl Iterator<Item = Vec<u8>> {
    let mut texts = Vec::new();
    for depth in [1, 2, 64, 125, 126, 127, 128, 129, 130, 200, 1000] {
        for (open, inner, close) in [
            ("[", "", "]"),
            ("[", "0", "]"),
            ("{\"a\":", "{}", "}"),
            ("{\"known\":", "null", "}"),
            ("[{\"a\":", "\"[[[[\"", "}]"),
        ] {
            let pairs = if open.len() == close.len() || open.starts_with('{') {
                depth
            } else {
                depth / 2
            };
            texts.push(format!(
                "{}{inner}{}",
                open.repeat(pairs),
                close.repeat(pairs)
            ));
        }
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        texts.push(format!("[{deep},{deep}]"));
        texts.push("[".repeat(depth));
        texts.push(format!("{}{}", "[".repeat(depth), "]".repeat(depth + 1)));
    }
    texts.into_iter().map(String::into_bytes)
}

/// Strings and names of up to a million bytes, whole and broken at the end.
pub(crate) fn long() -> impl Iterator<Item = Vec<u8>> {
    let mut documents = Vec::new();
    for unit in ["a", "é", "😀", "\\n", "\\ud83d\\ude00"] {
        for count in [1_000, 100_000] {
            let text = unit.repeat(count);
            documents.push(format!("\"{text}\"").into_bytes());
            documents.push(format!("{{\"{text}\":\"{text}\"}}").into_bytes());
            documents.push(format!("\"{text}").into_bytes());
            documents.push(format!("\"{text}\n\"").into_bytes());
            documents.push([b"[\"", text.as_bytes(), b"\xc3\"]"].concat());
        }
    }
    documents.into_iter()
}

/// A document with something of everything, of more than a thousand bytes.
pub(crate) fn whole() -> Vec<u8> {
    let item = r#"{"Name":"orders \u00e9\ud83d\ude00\/\n","Size":-12.50e+3,"Tags":["a",null,true,false,"é€😀"],
        "known":{"Empty":{},"None":[],"Deep":[[[{"x":[0,-0,1e5,0.1]}]]]}}"#;
    let item = item.as_bytes();
    [
        b" {\"Items\":[",
        item,
        b",",
        item,
        b",",
        item,
        b",",
        item,
        b",",
        item,
        b",",
        item,
        b"],\"known\":1}\n",
    ]
    .concat()
}

/// Each byte of a document replaced, removed, doubled, or with another before it.
pub(crate) fn mutations() -> impl Iterator<Item = Vec<u8>> {
    const BYTES: &[u8] = b"\"\\,:[]{}0-.eEnu /\x00\x1f\x7f\x80\xc3\xed\xff";
    let item = br#" {"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00\n"],"b":{"c":null,"d":true},"known":"12345678","a":false} "#;
    (0..item.len()).flat_map(move |at| {
        let replaced = BYTES.iter().flat_map(move |&byte| {
            let mut changed = item.to_vec();
            changed[at] = byte;
            let mut longer = item.to_vec();
            longer.insert(at, byte);
            [changed, longer]
        });
        let mut shorter = item.to_vec();
        shorter.remove(at);
        let mut doubled = item.to_vec();
        doubled.insert(at, item[at]);
        let flipped = (0..8).map(move |bit| {
            let mut changed = item.to_vec();
            changed[at] ^= 1 << bit;
            changed
        });
        replaced.chain([shorter, doubled]).chain(flipped)
    })
}
