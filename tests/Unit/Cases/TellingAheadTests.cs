using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P14: who it happened to is told before a measure ends, if they wished so; at once, where it ends sooner.</summary>
public sealed class TellingAheadTests
{
    [Fact]
    public void Who_wished_so_is_told_once_of_each_end()
    {
        var given = Wished(Decided());
        var ends = given.Now.AddDays(7);

        given = given.After(new CaseCommand.TellAhead(given.Now, Sanction(given), ends));

        given.Then<CaseEvent.EndToldAhead>().ShouldSatisfyAllConditions(t => t.Thread.ShouldBe(Report), t => t.Ends.ShouldBe(ends));
        given.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value!.ShouldContain($"{ends:yyyy}"), m => m.By.ShouldBeNull());
        given.When(new CaseCommand.TellAhead(given.Now, Sanction(given), ends)).Events.ShouldBeEmpty();
        given.When(new CaseCommand.TellAhead(given.Now, Sanction(given), ends.AddDays(3))).Then<CaseEvent.EndToldAhead>();
    }

    [Fact]
    public void Who_did_not_wish_so_or_not_any_more_hears_nothing()
    {
        var given = Decided();
        TellingAhead.IsWished(given.State).ShouldBeFalse();
        given.When(new CaseCommand.TellAhead(given.Now, Sanction(given), given.Now.AddDays(7))).ThenNot<CaseEvent.EndToldAhead>();

        given = Wished(given);
        TellingAhead.IsWished(given.State).ShouldBeTrue();
        given = given.Later(TimeSpan.FromHours(1));
        given = given.After(new CaseCommand.HearFromReporter(given.Now, Report, Id(91), ReporterWord.ToldAhead, "no"));
        TellingAhead.IsWished(given.State).ShouldBeFalse();
        given.When(new CaseCommand.TellAhead(given.Now, Sanction(given), given.Now.AddDays(7))).ThenNot<CaseEvent.EndToldAhead>();
    }

    [Fact]
    public void Who_wishes_so_only_in_the_last_days_hears_at_once_of_what_was_announced_before()
    {
        var given = Decided();
        var ends = given.Now.AddDays(7);
        given = given.After(new CaseCommand.TellAhead(given.Now, Sanction(given), ends.AddDays(-1))).After(new CaseCommand.TellAhead(given.Now, Sanction(given), ends));
        given = given.Later(TimeSpan.FromDays(3));

        given = Wished(given);

        given.Then<CaseEvent.EndToldAhead>().ShouldSatisfyAllConditions(t => t.Thread.ShouldBe(Report), t => t.Ends.ShouldBe(ends, "the last that was announced"));
        given.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain($"{ends:yyyy}");
        given.When(new CaseCommand.HearFromReporter(given.Now, Report, Id(92), ReporterWord.ToldAhead, "yes")).ThenNot<CaseEvent.EndToldAhead>();
    }

    [Fact]
    public void What_was_announced_is_not_told_once_it_is_over()
    {
        var announced = Decided();
        announced = announced.After(new CaseCommand.TellAhead(announced.Now, Sanction(announced), announced.Now.AddDays(7)));

        Wished(announced.After(Follow(announced, "lifted"))).ThenNot<CaseEvent.EndToldAhead>();
        Wished(announced.Later(TimeSpan.FromDays(8))).ThenNot<CaseEvent.EndToldAhead>();
    }

    [Fact]
    public void What_ends_before_it_was_told_is_told_at_once_and_what_was_told_is_not_told_twice()
    {
        var given = Wished(Decided());
        given.When(Follow(given, "lifted")).Then<CaseEvent.EndToldAhead>().Ends.ShouldBe(given.Now);
        given.When(Follow(given, "overturned")).Then<CaseEvent.ReporterMessaged>();
        given.When(Follow(given, "readmissionPending")).ThenNot<CaseEvent.EndToldAhead>();

        var told = given.After(new CaseCommand.TellAhead(given.Now, Sanction(given), given.Now.AddDays(7)));
        told.Later(TimeSpan.FromDays(2)).When(Follow(told.Later(TimeSpan.FromDays(2)), "overturned")).Then<CaseEvent.EndToldAhead>();
        var over = told.Later(TimeSpan.FromDays(7)).After(Follow(told.Later(TimeSpan.FromDays(7)), "ended"));
        over.ThenNot<CaseEvent.EndToldAhead>();
        over.When(new CaseCommand.TellAhead(over.Now, Sanction(over), over.Now.AddDays(1))).Events.ShouldBeEmpty();
    }

    private static GivenCase Decided()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        return given.After(Follow(given, "active"));
    }

    private static GivenCase Wished(GivenCase given) => given.After(new CaseCommand.HearFromReporter(given.Now, Report, Id(90), ReporterWord.ToldAhead, "yes"));

    private static Guid Sanction(GivenCase given) => given.State.Decision!.Measures[0].Sanction;

    private static CaseCommand.FollowSanction Follow(GivenCase given, string state) => new(given.Now, Sanction(given), state, 0);
}
