using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Whether one report is the answer to another (P3), as far as those who ask may know the people in it.</summary>
public sealed class ComparingReports
{
    private static readonly Readership Sextant = new("sextant", "project", HandedOver: false);

    private static ReportState By(string name, string about, string[]? accounts = null, string kind = "named", string[]? affected = null) => Given.State(Given.Filed(
        new Reporter(kind, name, null, null, false), [new Subject(accounts ?? [], about, null)], [Given.Affected(self: true, name: name, accounts: affected)]));

    [Fact]
    public void About_each_other_by_name_or_account()
    {
        Are(By("Ana", "Rex"), By("Rex", "Ana")).ShouldBeTrue();
        Are(By("Ana", "Rex"), By("  rex ", "Bo")).ShouldBeTrue("one side is enough");
        Are(By("Ana", "somebody", accounts: ["GitHub:Rex-7"]), By("Cy", "Bo", affected: ["github:rex-7"])).ShouldBeTrue();
        Are(By("Ana", "Rex"), By("Bo", "Rex")).ShouldBeFalse("the same person is reported twice");
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("holder")]
    public void A_sealed_identity_answers_nothing(string kind) => Are(By("Ana", "Rex"), By("Rex", "Bo", kind: kind)).ShouldBeFalse();

    [Fact]
    public void Nor_does_one_whose_reporter_did_not_agree_to_these_readers() =>
        CounterReports.Are([By("Ana", "Rex")], [], [By("Rex", "Bo")], [], new("orrery", "foundation", HandedOver: true)).ShouldBeFalse();

    [Fact]
    public void Whom_a_panel_found_out_counts_like_whom_a_report_names() =>
        CounterReports.Are([By("Ana", "somebody who writes at night")], [new StatedPerson(["chat:rex"], null, null)], [By("Cy", "Bo", affected: ["chat:rex"])], [], Sextant).ShouldBeTrue();

    private static bool Are(ReportState one, ReportState other) => CounterReports.Are([one], [], [other], [], Sextant);
}
