//! Markdown: a bullet list or a table becomes threats.
//!
//! **Headings** decide what the bullets below them are where they say nothing else: threats (or risks, attacks), mitigations
//! (controls, countermeasures), questions, actions (tasks, to dos), assumptions, assets, in scope, out of scope, data flow,
//! a name of STRIDE, three of the four questions. A word or two may stand before it: `Possible mitigations`. Another heading
//! changes nothing, except below one of threats: there it is a threat as soon as a field of one stands below it. Without any
//! heading, bullets are threats. A first heading of level 1 is the title.
//!
//! **Bullets**, numbered or not: each is an item with the words of its line. A bullet (or the last line of one) that is
//! only such a word, as `Mitigations:`, says what is nested below it. A bullet may also begin with it: `Mitigation: ask
//! twice`, `Question: who?`, and `Severity: high`, `STRIDE: tampering`, `Status: accepted` set what is above them. Where no word says
//! otherwise, a bullet ending in `?` is a question and a task (`- [ ]`) is an action item. What is nested belongs to the
//! threat above it; nested without a word it is of the same kind as what is above it, a threat that was split from it,
//! or, below a question, its answer.
//!
//! **Tables**: the names of the columns decide (see `words.rs`); each row is a threat with what stands beside it. A
//! title and a description make one text. An owner is that of the row's questions and action items.
//!
//! The first block of Mermaid that is a flowchart becomes the map.
//!
//! Markup becomes plain words, links of a threat become its references. Paragraphs, code and unknown columns are left
//! out and counted. There is no lasting name for a bullet, so importing twice adds twice.

mod describe;
mod inline;
mod list;
mod make;
mod table;
mod words;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Draft, ImportError, MAX_BYTES, Source, mermaid};
use crate::domain::{LIMITS, Text};
use inline::Inline;
use list::Lists;
use make::{Headed, Kind, Maker};
use table::Table;
use words::Section;

/// What is said of a block of Mermaid.
const CHART: &str = "Mermaid chart";

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: "markdown",
    describes: "a bullet list or a table (Markdown)",
    endings: &[".md", ".markdown"],
    prose: true,
    looks,
    read,
};

fn looks(text: &str) -> bool {
    let start = |line: &str| {
        let line = line.trim_start();
        let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = numbered.len() < line.len() && numbered.starts_with([')', '.']);
        number
            || ["- ", "* ", "+ ", "|", "## "]
                .iter()
                .any(|sign| line.starts_with(sign))
            || line.contains(" | ")
            || line.starts_with("```mermaid")
    };
    let json = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '[']);
    !json && text.lines().any(start)
}

fn read(text: &str) -> Result<Draft, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Split it.",
        ));
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader {
        maker: Maker::new(Draft::new("From a list")),
        inline: Inline::default(),
        lists: Lists::default(),
        table: None,
        sections: Vec::new(),
        silent: 0,
        chart: None,
        drawn: false,
    };
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) = &event
            && name.split_whitespace().next() == Some(mermaid::NAME)
        {
            let above = text.get(..place.start).unwrap_or_default();
            let line = above.bytes().filter(|b| *b == b'\n').count() + 2;
            reader.chart = Some((line, String::new()));
        }
        reader.take(event);
    }
    let draft = reader.maker.draft;
    let s = &draft.session;
    let items = s.threats.len()
        + s.mitigations.len()
        + s.questions.len()
        + s.actions.len()
        + s.assumptions.len()
        + s.assets.len()
        + s.notes.len()
        + s.elements.len()
        + s.zones.len();
    if items == 0 {
        let chart = draft.dropped.iter().find(|left| left.what == CHART);
        return Err(chart.map_or_else(|| nothing(text), |left| ImportError::whole(&left.why)));
    }
    Ok(draft)
}

fn nothing(text: &str) -> ImportError {
    ImportError::whole(if text.trim().is_empty() {
        "The file is empty. Write one threat per line, each starting with \"- \"."
    } else {
        "There is no list here, and no table with a known column. Start the line of each threat with \"- \"."
    })
}

/// What stands where.
struct Reader {
    maker: Maker,
    inline: Inline,
    lists: Lists,
    table: Option<Table>,
    /// Headings that hold here, with what they say their bullets are.
    sections: Vec<(HeadingLevel, Section)>,
    /// How many blocks are open whose words are no item.
    silent: usize,
    /// A chart that is being read, and the line on which it begins.
    chart: Option<(usize, String)>,
    /// One was read.
    drawn: bool,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(done) => self.lists.task(done),
            Event::Text(words) if self.chart.is_some() => {
                if let Some((_, chart)) = &mut self.chart {
                    chart.push_str(&words);
                }
            }
            _ if self.silent > 0 => {}
            Event::Text(words) | Event::Code(words) => self.inline.push(&words),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.inline.push(&words),
            Event::SoftBreak | Event::HardBreak => self.inline.end_line(),
            Event::InlineHtml(tag) | Event::Html(tag) => self.inline.html(&tag),
            Event::FootnoteReference(_) | Event::Rule => {}
        }
    }

    /// What a heading says that bullets are here.
    fn said(&self) -> Option<Kind> {
        self.sections.last().map(|(_, section)| section.kind)
    }

    /// What bullets are here.
    fn section(&self) -> Kind {
        self.said().unwrap_or(Kind::Threat)
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::List(_) => {
                let lines = self.inline.take();
                self.lists.begin_list(lines, self.said(), &mut self.maker);
            }
            Tag::Item => self.lists.begin_item(),
            Tag::Table(_) => {
                let lines = self.inline.take();
                let section = self.said();
                self.lists.hold(lines, section, &mut self.maker);
                self.table = Some(Table::default());
            }
            Tag::Link { dest_url, .. } => self.inline.link(dest_url),
            Tag::CodeBlock(_) if self.chart.is_some() => self.silent += 1,
            Tag::CodeBlock(_) => self.leave_out("code block", "is neither a list nor a table"),
            Tag::HtmlBlock => self.leave_out("block of HTML", "is neither a list nor a table"),
            Tag::MetadataBlock(_) => {
                self.leave_out("front matter", "is neither a list nor a table")
            }
            Tag::Paragraph | Tag::Heading { .. } if self.lists.is_open() => self.inline.end_line(),
            Tag::Paragraph | Tag::Heading { .. } => drop(self.inline.take()),
            _ => {}
        }
    }

    fn leave_out(&mut self, what: &str, why: &str) {
        self.silent += 1;
        self.maker.draft.leave_out(what, why);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) if self.lists.is_open() => {
                self.inline.end_line()
            }
            TagEnd::Heading(level) => {
                let words = self.inline.take().words();
                self.heading(level, &words);
            }
            TagEnd::Paragraph => {
                let words = self.inline.take();
                self.maker.paragraph(&words);
            }
            TagEnd::Item => {
                let lines = self.inline.take();
                let section = self.said();
                self.lists.end_item(lines, section, &mut self.maker);
            }
            TagEnd::List(_) => self.lists.end_list(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.silent = self.silent.saturating_sub(1);
                if let Some((line, chart)) = self.chart.take() {
                    self.draw(line, &chart);
                }
            }
            TagEnd::TableCell => {
                let words = self.inline.take();
                if let Some(table) = &mut self.table {
                    table.cell(words);
                }
            }
            TagEnd::TableHead => {
                let section = self.section();
                if let Some(table) = &mut self.table {
                    table.end_head(section, &mut self.maker.draft);
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row(&mut self.maker);
                }
            }
            TagEnd::Table => self.table = None,
            _ => {}
        }
    }

    /// The first chart of a file is the map; names in another one may mean something else.
    fn draw(&mut self, line: usize, chart: &str) {
        let draft = &mut self.maker.draft;
        if self.drawn {
            draft.leave_out(
                "other Mermaid chart",
                "only the first flowchart of a file is imported",
            );
            return;
        }
        match mermaid::take(chart, line, draft) {
            Ok(()) => self.drawn = true,
            Err(error) => draft.leave_out(CHART, error.to_string()),
        }
    }

    /// A heading ends what the headings of its level and below said.
    fn heading(&mut self, level: HeadingLevel, words: &str) {
        let first = self.sections.is_empty() && self.maker.is_untouched();
        if level == HeadingLevel::H1 && first && !words.is_empty() && words.len() < LIMITS.title / 2
        {
            self.maker.draft.session.title = Text::new(words);
        }
        self.sections.retain(|(above, _)| *above < level);
        self.maker.heading = None;
        // The title of a document says what it is about, unless it is a heading and nothing else.
        if let Some(section) = words::section(words) {
            self.sections.push((level, section));
        } else if self
            .sections
            .last()
            .is_some_and(|(_, above)| above.kind == Kind::Threat)
        {
            self.maker.heading = Some(Headed::Words(words.to_owned()));
        }
        self.maker.stride = self.sections.last().and_then(|(_, section)| section.stride);
    }
}
