using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Mediating;

namespace Coc.Unit.Intake;

/// <summary>Mediation as one of the two sees it (P6).</summary>
public sealed class AnsweringMediation
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();

    private static ReportEvent.MediationMoved Moved(Guid id, string state, DateTimeOffset? until = null) => new(Guid.NewGuid(), id, state, until);

    [Fact]
    public void The_page_shows_where_it_stands_and_the_own_answer()
    {
        var report = Given.State(Given.Filed(), Moved(One, "asked", Given.At.AddDays(7)), new ReportEvent.ReporterAnsweredMediation(Guid.NewGuid(), One, "yes"), Moved(One, "takesPlace", Given.At.AddDays(14)));

        report.Mediations.ShouldBe([new MediationView(One, "takesPlace", Given.At.AddDays(14), "yes")]);
        report.Thread.ShouldBeEmpty("those who read the thread are not shown an answer");
    }

    [Fact]
    public void The_only_open_one_is_meant_unless_another_is_named()
    {
        MediationView open = new(One, "asked", null, null), over = new(Two, "ended", null, null);
        Mediations.Meant([open, over], null).ShouldBe(open);
        Mediations.Meant([open, over], Two).ShouldBe(over);
        Mediations.Meant([open, open with { Id = Two }], null).ShouldBeNull();
        Mediations.Meant([], null).ShouldBeNull();
    }

    [Theory]
    [InlineData("asked", 1, false)]
    [InlineData("asked", 0, true)]
    [InlineData("takesPlace", 1, false)]
    [InlineData("agreement", null, true)]
    [InlineData("ended", null, true)]
    public void Only_while_it_is_open_and_in_time(string state, int? days, bool refused) =>
        (Mediations.Refused(new(One, state, days is { } d ? Given.At.AddDays(d) : null, null), Given.At) is not null).ShouldBe(refused);

    [Fact]
    public void What_a_report_says_against_it()
    {
        Mediating.Facts(Given.State(Given.Filed())).ShouldBe(new(Given.Report, false, false, false, false));
        Mediating.Facts(Given.State(Given.Filed(affected: [Given.Affected(self: true, minor: "yes")]) with { SafetyConcern = true })).ShouldBe(new(Given.Report, true, true, true, false));
        var filed = Given.Filed();
        filed = filed with { Text = Sensitive.Of(filed.Text.Value! with { CodeSection = "Sexual attention" }, "reporter:1") };
        Mediating.Facts(Given.State(filed)).Violence.ShouldBeTrue();
    }

    [Fact]
    public void In_the_room_the_last_answer_stands_beside_it()
    {
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid()) { Items = [new(One, "mediation", "sextant", Given.At, Given.At, "asked", Given.At.AddDays(7), null)] };
        room = RoomState.Evolve(room, new RoomEvent.PersonAnsweredMediation(Guid.NewGuid(), One, "no"), room.Id, Given.At);

        room.Mediations.ShouldBe([new MediationView(One, "asked", Given.At.AddDays(7), "no")]);
        room.Entries.ShouldBeEmpty("the panel reads the entries");
    }
}
