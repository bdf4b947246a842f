//! The command line, case by case: each file under `tests/cmd` is a command and what it prints.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*.toml").case("tests/cmd/*.trycmd");
}
