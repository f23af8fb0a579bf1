using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

public sealed class SettingSeatsAside
{
    private static readonly CandidateSeat Kai = Given.Seat("Kai Sorensen", "Halcyon Works", "github:kai-sextant", "chat:kai.sextant");
    private static readonly CandidateSeat Lou = Given.Seat("Lou Delacroix", "Brightwater", "github:lou-sextant");

    public static TheoryData<string> OfKai => ["subject account", "subject name", "affected account", "affected name", "affected contact", "reporter name", "reporter contact", "excluded seat", "excluded name", "excluded account", "excluded employer", "account written as name"];

    [Theory]
    [MemberData(nameof(OfKai))]
    public void A_seat_that_is_one_of_the_people_or_excluded_is_set_aside(string how)
    {
        var report = Given.State(how switch
        {
            "subject account" => Given.Filed(subjects: [new(["GitHub: @Kai-Sextant "], null, null)]),
            "subject name" => Given.Filed(subjects: [new([], " kai   SORENSEN", null)]),
            "affected account" => Given.Filed(affected: [Given.Affected(accounts: ["chat:kai.sextant"])]),
            "affected name" => Given.Filed(affected: [Given.Affected(name: "Kai Sorensen")]),
            "affected contact" => Given.Filed(affected: [Given.Affected(contact: "chat:kai.sextant")]),
            "reporter name" => Given.Filed(new Reporter("holder", "Kai Sorensen", null, null, false)),
            "reporter contact" => Given.Filed(new Reporter("anonymous", null, "github:kai-sextant", null, false)),
            "excluded seat" => Given.Filed(exclude: [new(Kai.Seat, null, null, null)]),
            "excluded name" => Given.Filed(exclude: [new(null, "Kai Sorensen", null, null)]),
            "excluded account" => Given.Filed(exclude: [new(null, null, "github:KAI-sextant", null)]),
            "excluded employer" => Given.Filed(exclude: [new(null, null, null, "halcyon works")]),
            _ => Given.Filed(exclude: [new(null, "@github:kai-sextant".TrimStart('@'), null, null)]),
        });

        SetAside.Of(report, [Kai, Lou]).ShouldBe([Kai.Seat]);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("excluded name")]
    [InlineData("excluded employer")]
    public void A_name_or_employer_that_a_seat_had_before_sets_it_aside_like_the_one_it_has(string how)
    {
        var renamed = Given.Seat("K. S.", "Copperline") with { OtherNames = ["Kai Sorensen", "K. S."], OtherEmployers = ["Halcyon Works"] };
        var report = Given.State(how switch
        {
            "subject" => Given.Filed(subjects: [new([], "kai sorensen", null)]),
            "excluded name" => Given.Filed(exclude: [new(null, "Kai Sorensen", null, null)]),
            _ => Given.Filed(exclude: [new(null, null, null, "halcyon works")]),
        });

        SetAside.Of(report, [renamed, Lou]).ShouldBe([renamed.Seat]);
        SetAside.Of(report, [renamed with { OtherNames = [], OtherEmployers = [] }]).ShouldBeEmpty();
    }

    [Fact]
    public void An_exclusion_made_later_counts_like_one_in_the_report()
    {
        var report = Given.State(Given.Filed(), new ReportEvent.ReporterExcluded(Guid.NewGuid(), [Coc.EventStore.Sensitive.Of(new Exclusion(null, "Lou Delacroix", null, null), "reporter:1")]));

        SetAside.Of(report, [Kai, Lou]).ShouldBe([Lou.Seat]);
    }

    [Fact]
    public void Nobody_is_set_aside_by_what_is_empty()
    {
        var report = Given.State(Given.Filed(new Reporter("named", "", " ", null, false), [new([""], " ", null)], exclude: [new(null, "", " ", "")]));

        SetAside.Of(report, [Kai with { Name = "", Employer = "", Accounts = ["", " "] }, Lou]).ShouldBeEmpty();
    }

    [Fact]
    public void A_same_employer_alone_sets_nobody_aside() =>
        SetAside.Of(Given.State(Given.Filed(subjects: [new([], "Halcyon Works Person", null)])), [Kai]).ShouldBeEmpty();

    [Theory]
    [InlineData("anonymous", 2)]
    [InlineData("holder", 2)]
    [InlineData("named", 4)]
    public void A_sealed_reporter_is_not_asked_about_elsewhere(string kind, int people)
    {
        var report = Given.State(Given.Filed(
            new Reporter(kind, "Rumi", null, null, false), [new(["github:s"], null, null)], [Given.Affected(self: true, name: "Rumi"), Given.Affected(name: "Tam")]));

        var asked = SetAside.People(report, sealedToo: false);

        asked.Count.ShouldBe(people);
        asked.Any(p => p.Name == "Rumi").ShouldBe(kind == "named");
    }
}
