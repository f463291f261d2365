//! A shell's words, as POSIX has them, as far as documents go. Nothing is substituted.

/// The commands of a text, each as its words, and whether the last word lacks its second quotation mark. A line is a
/// command; a backslash at its end continues it.
fn commands(text: &str) -> (Vec<Vec<String>>, bool) {
    let mut commands = vec![Vec::new()];
    let mut is_open = false;
    let mut word: Option<String> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('\n') | None => {}
                Some(kept) => word.get_or_insert_default().push(kept),
            },
            '\'' => {
                let word = word.get_or_insert_default();
                is_open = true;
                word.extend(chars.by_ref().take_while(|c| {
                    is_open = *c != '\'';
                    is_open
                }));
            }
            '"' => is_open = !double_quoted(&mut chars, word.get_or_insert_default()),
            c if c.is_whitespace() => {
                if let (Some(word), Some(command)) = (word.take(), commands.last_mut()) {
                    command.push(word);
                }
                if c == '\n' {
                    commands.push(Vec::new());
                }
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    if let (Some(word), Some(command)) = (word, commands.last_mut()) {
        command.push(word);
    }
    commands.retain(|command| !command.is_empty());
    (commands, is_open)
}

/// The one command of a text, and what is wrong with how it stands there. A line that begins with an option goes on
/// with the command before it.
pub(super) fn command(text: &str) -> (Vec<String>, Vec<&'static str>) {
    let (commands, is_open) = commands(text);
    let mut commands = commands.into_iter();
    let mut command = commands.next().unwrap_or_default();
    let mut wrong = Vec::new();
    if is_open {
        wrong.push("a quotation mark has no second one");
    }
    for words in commands {
        if words
            .first()
            .is_some_and(|word| word == "aws" || word == "$")
        {
            wrong.push("a second command in one block");
            break;
        }
        wrong.push("a line ends without the backslash that would continue the command");
        command.extend(words);
    }
    wrong.dedup();
    (command, wrong)
}

/// Inside of double quotation marks a backslash keeps only what has a meaning there (POSIX, 2.2.3). Whether they end.
fn double_quoted(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, word: &mut String) -> bool {
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('"', _) => return true,
            ('\\', Some('\n')) => drop(chars.next()),
            ('\\', Some('"' | '\\' | '$' | '`')) => word.extend(chars.next()),
            (c, _) => word.push(c),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{command, commands};

    #[test]
    fn words_are_a_shells() {
        let text = "aws x --a 'b \\c' \\\n  --d \"e \\\"f\\\" \\g\" h\\ i ''\n\naws y";
        assert_eq!(
            commands(text).0,
            [
                vec!["aws", "x", "--a", "b \\c", "--d", "e \"f\" \\g", "h i", ""],
                vec!["aws", "y"],
            ]
        );
        assert!(commands(" \n").0.is_empty());
    }

    #[test]
    fn what_is_wrong_with_a_command_is_told() {
        for (text, told) in [
            ("aws x 'a' \"b\" ''", None),
            ("aws x 'open", Some("quotation mark")),
            ("aws x \"open 'a'", Some("quotation mark")),
            ("aws x 'a' \"open", Some("quotation mark")),
            ("aws x\n--a b", Some("backslash")),
            ("aws x\n$ aws y", Some("second command")),
        ] {
            let (words, wrong) = command(text);
            assert_eq!(words[..2], ["aws", "x"]);
            assert_eq!(wrong.len(), usize::from(told.is_some()), "{text}");
            assert!(
                wrong.iter().all(|it| it.contains(told.unwrap())),
                "{wrong:?}"
            );
        }
    }
}
