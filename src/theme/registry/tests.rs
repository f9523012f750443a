//! Every bundled theme is proved here, and every way a theme file can be wrong.

use ratatui::style::Color;

use super::*;

fn files(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
        .collect()
}

/// What the user is told when `name` is asked for; the built-in default must be what is shown.
fn told(name: &str, user: &[(&str, &str)]) -> String {
    let (theme, error) = load(name, &files(user));
    assert_eq!(
        theme,
        Theme::default(),
        "something else than the default is shown"
    );
    let whole = error.expect("nothing was said").to_string();
    let sentence = whole.strip_suffix(" Until then the built-in theme `dark` is used.");
    sentence
        .unwrap_or_else(|| panic!("the default is not said: {whole}"))
        .to_owned()
}

#[test]
fn every_bundled_theme_loads_gives_every_role_itself_and_is_named_like_its_file() {
    for (file, text) in BUNDLED {
        let raw = raw::parse(text).unwrap_or_else(|why| panic!("{file}: {why:?}"));
        assert_eq!(file, format!("themes/{}.ron", raw.name));
        let own = [
            raw.background,
            raw.text,
            raw.muted,
            raw.focus,
            raw.attention,
        ];
        assert!(
            own.iter().all(Option::is_some),
            "{file} leaves a role to chance"
        );
        let (theme, error) = load(&raw.name, &[]);
        assert_eq!((theme.name(), error), (raw.name.as_str(), None));
    }
    assert_eq!(names(&[]), ["dark", "light", "terminal", "contrast"]);
}

#[test]
fn a_role_left_out_comes_from_the_parent_and_without_one_from_the_default() {
    let user = files(&[
        ("a.ron", r##"(name: "a", extends: "b", focus: "#010203")"##),
        (
            "b.ron",
            r#"(name: "b", extends: "light", focus: "red", muted: "default")"#,
        ),
        ("c.ron", r#"(name: "c", text: "white")"#),
    ]);
    let (light, dark) = (load("light", &[]).0.roles, load("dark", &[]).0.roles);
    let (a, error) = load("a", &user);
    let focus = Color::Rgb(1, 2, 3);
    assert_eq!((a.name(), error), ("a", None));
    assert_eq!(
        a.roles,
        Roles {
            focus,
            muted: Color::Reset,
            ..light
        }
    );
    assert_eq!(
        load("c", &user).0.roles,
        Roles {
            text: Color::White,
            ..dark
        }
    );
}

#[test]
fn a_users_theme_takes_the_place_of_a_built_in_one_and_may_extend_it() {
    let user = files(&[(
        "my/dark.ron",
        r#"(name: "dark", extends: "dark", focus: "cyan")"#,
    )]);
    let (theme, error) = load("dark", &user);
    assert_eq!(error, None);
    assert_eq!(
        theme.roles,
        Roles {
            focus: Color::Cyan,
            ..Theme::default().roles
        }
    );
    assert_eq!(names(&user), ["dark", "light", "terminal", "contrast"]);
}

#[test]
fn a_broken_theme_that_is_not_asked_for_disturbs_nobody() {
    let user = files(&[("broken.ron", "(name: "), ("b.ron", "(name: \"b\")")]);
    assert_eq!(load("b", &user).1, None);
    assert_eq!(
        names(&user),
        ["dark", "light", "terminal", "contrast", "b", "broken"]
    );
}

/// One small file a way to be wrong, with all that is said about it.
#[test]
fn each_way_to_be_wrong_is_told_with_its_place_and_what_to_write() {
    let table = [
        (
            "an unknown role",
            "(\n  name: \"mine\",\n  colour: \"cyan\",\n)",
            "t/mine.ron:3:3: A theme has no `colour`. Use name, extends, background, text, muted, focus, \
             attention.",
        ),
        (
            "a bad colour",
            "(\n  name: \"mine\",\n  focus: \"mauve\",\n)",
            "t/mine.ron:3:11: `mauve` is not a color. Write #RRGGBB, default, black, red, green, yellow, blue, \
             magenta, cyan, gray, light-red, light-green, light-yellow, light-blue, light-magenta, light-cyan or \
             white.",
        ),
        (
            "no quotes",
            "(name: \"mine\",\n focus: cyan)",
            "t/mine.ron:2:9: Expected a word in quotes here, for example \"#56B4E9\".",
        ),
        (
            "a role twice",
            "(name: \"mine\",\n text: \"red\",\n text: \"blue\")",
            "t/mine.ron:3:2: `text` appears twice. Delete one of them.",
        ),
        (
            "no name: known by its file's",
            "(\n  focus: \"cyan\",\n)",
            "t/mine.ron:3:1: The theme has no `name`. Add it, for example `name: \"mine\"`.",
        ),
        (
            "an unknown parent",
            "(\n  name: \"mine\",\n  extends: \"drak\",\n  focus: \"cyan\",\n)",
            "t/mine.ron:3:13: There is no theme `drak` to extend. Use one of these: dark, light, terminal, \
             contrast.",
        ),
        (
            "a theme that extends itself",
            "(name: \"mine\",\n extends: \"mine\")",
            "t/mine.ron:2:12: These themes extend each other in a loop: mine > mine. Delete `extends` from one of \
             them.",
        ),
        (
            "not RON",
            "name = \"mine\"\n",
            "t/mine.ron:1:1: This is not a theme (Expected struct `Theme` but found `name`). A theme looks like \
             this: (name: \"mine\", extends: \"dark\", focus: \"cyan\").",
        ),
        (
            "an empty file",
            "",
            "t/mine.ron:1:1: This is not a theme (Expected opening `(` for struct `Theme`). A theme looks like this: \
             (name: \"mine\", extends: \"dark\", focus: \"cyan\").",
        ),
        (
            "half a file",
            "(\n  name: \"mine\",\n",
            "t/mine.ron:3:1: This is not a theme (Unexpected end of RON). A theme looks like this: \
             (name: \"mine\", extends: \"dark\", focus: \"cyan\").",
        ),
        (
            "no colon, after blank lines",
            "(name: \"mine\",\n\n\n  focus = \"red\")",
            "t/mine.ron:4:9: This is not a theme (Expected colon). A theme looks like this: \
             (name: \"mine\", extends: \"dark\", focus: \"cyan\").",
        ),
    ];
    for (case, text, expected) in table {
        assert_eq!(told("mine", &[("t/mine.ron", text)]), expected, "{case}");
    }
}

#[test]
fn themes_that_extend_each_other_are_a_circle() {
    let user = [
        ("a.ron", "(name: \"a\", extends: \"b\")"),
        ("b.ron", "(\n  name: \"b\",\n  extends: \"a\",\n)"),
    ];
    assert_eq!(
        told("a", &user),
        "b.ron:3:13: These themes extend each other in a loop: a > b > a. Delete `extends` from one of them."
    );
}

#[test]
fn a_fault_in_a_parent_is_told_of_the_parents_file() {
    let user = [
        ("a.ron", "(name: \"a\", extends: \"b\")"),
        ("b.ron", "(name: \"b\",\n size: \"x\")"),
    ];
    let said = told("a", &user);
    assert!(
        said.starts_with("b.ron:2:2: A theme has no `size`."),
        "{said}"
    );
}

#[test]
fn two_files_of_one_name_are_refused() {
    let user = [("x.ron", "(name: \"a\")"), ("y.ron", "(\n name: \"a\")")];
    assert_eq!(
        told("a", &user),
        "y.ron:2:9: The name `a` is already taken by x.ron. Give this theme another name."
    );
}

#[test]
fn a_theme_that_nobody_has_lists_those_that_exist() {
    assert_eq!(
        told("solarized", &[("a.ron", "(name: \"a\")")]),
        "There is no theme `solarized`. Choose one of these: dark, light, terminal, contrast, a."
    );
}

#[test]
fn a_message_carries_no_escape_sequence_out_of_a_file_or_its_name() {
    let hostile = "(name: \"mine\", focus: \"\\u{1b}[2J\")";
    let said = told("mine", &[("\u{1b}]0;x\u{7}/mine.ron", hostile)]);
    assert!(!said.chars().any(char::is_control), "{said:?}");
    let name = files(&[("n.ron", "(name: \"\\u{1b}[2J\", extends: \"\\u{1b}[3J\")")]);
    assert!(!names(&name).concat().chars().any(char::is_control));
}
