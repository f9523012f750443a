//! One fact, one answer: what a figure says on one page it says on every other.

use super::Desk;

impl Desk {
    /// Two high threats, and a mitigation of the first that was built.
    fn with_built() -> Self {
        let desk = Self::new();
        let new = ["new", "Refunds", "--with", "Gus eng", "--file", "r.ron"];
        desk.ok(&[&new[..], &["--no-open"]].concat());
        desk.ok(&["add", "r.ron", "threat", "Refund paid twice !high"]);
        desk.ok(&["add", "r.ron", "threat", "Log edited !high"]);
        let signed = ["add", "r.ron", "mitigation", "sign it", "--for", "T1"];
        desk.ok(&signed);
        desk.set("M1", "status", "implemented");
        desk
    }

    fn set(&self, id: &str, field: &str, value: &str) {
        self.ok(&["set", "r.ron", id, field, value]);
    }

    fn summary(&self, audience: &str) -> String {
        self.ok(&["export", "r.ron", "--to", "summary", "--for", audience])
    }

    fn exported(&self, format: &str) -> String {
        self.ok(&["export", "r.ron", "--to", format])
    }
}

#[test]
fn a_check_that_was_passed_or_failed_is_said_on_every_page() {
    let desk = Desk::with_built();
    let unsaid = "No verification yet: M1";
    assert!(desk.summary("qa").contains(unsaid));
    assert!(
        desk.ok(&["check", "r.ron"])
            .contains("M1 has no verification")
    );
    desk.ok(&["set", "r.ron", "M1", "checked", "passed", "--by", "Gus"]);
    let qa = desk.summary("qa");
    assert!(!qa.contains(unsaid), "{qa}");
    assert!(qa.contains("(implemented, check passed, for T1)"), "{qa}");
    let business = desk.summary("business");
    let said = "sign it (M1, implemented, check passed)";
    assert!(business.contains(said), "{business}");
    let everyone = desk.summary("everyone");
    assert!(everyone.contains("check passed"), "{everyone}");
    let check = desk.ok(&["check", "r.ron"]);
    assert!(!check.contains("M1 has no verification"), "{check}");
    let minutes = desk.exported("minutes");
    assert!(minutes.contains("**M1** was checked by Gus"), "{minutes}");
    let report = desk.exported("html");
    assert!(report.contains("implemented, check passed"), "{report}");
    desk.ok(&["set", "r.ron", "M1", "checked", "failed"]);
    let qa = desk.summary("qa");
    assert!(qa.contains("(implemented, does not work, for T1)"), "{qa}");
    let minutes = desk.exported("minutes");
    assert!(minutes.contains("**M1** was checked: failed."), "{minutes}");
    let report = desk.exported("html");
    assert!(report.contains("implemented, does not work"), "{report}");
}
