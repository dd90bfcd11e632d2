package loupe.app.broken.crowd;

/// One of too many in a package, on purpose.
record One() {}

record Other1() {}

record Other2() {}

record Other3() {}

record Other4() {}

record Other5() {}

record Other6() {}

record Other7() {}

record Other8() {}

record Other9() {}

record Other10() {}

record Other11() {}

record Other12() {}

record Other13() {}

record Other14() {}

record Other15() {}

record Other16() {}

record Other17() {}

record Other18() {}

record Other19() {}

record Other20() {}

record Other21() {}

record Other22() {}

record Other23() {}

record Other24() {}

record Other25() {}
