using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReceipts;

namespace Coc.Unit.Intake;

/// <summary>What a reporter sees of how it goes on: when they hear next (R10), and what came of it (P24).</summary>
public sealed class WhatCameOfIt
{
    private static readonly Guid Case = Guid.NewGuid();

    [Fact]
    public void The_next_date_follows_the_case_and_the_acknowledgement_comes_first()
    {
        See(Moved("conflictScreening", next: 7) with { AcknowledgedAt = null }).NextDate.ShouldBe(Given.At.AddDays(3));
        See(Moved("triaged", next: 7)).NextDate.ShouldBe(Given.At.AddDays(7));
        See(Moved("triaged", next: 7), Moved("triaged", next: 9)).NextDate.ShouldBe(Given.At.AddDays(9));
        See(Moved("triaged", next: 7), Moved("decided", next: null)).NextDate.ShouldBe(Given.At.AddDays(14), "when we ask how they fare");
    }

    [Fact]
    public void What_came_of_it_is_shown_while_it_is_decided_and_stays_in_the_thread()
    {
        var told = Wrote("We could see what you wrote about.", isOutcome: true);

        See(Moved("triaged"), Wrote("We have begun."), Moved("decided")).Outcome.ShouldBeNull();
        var seen = See(Moved("triaged"), Wrote("We have begun."), Moved("decided"), told);
        seen.Outcome.ShouldBe("We could see what you wrote about.");
        seen.Messages.Count.ShouldBe(2);
        See(Moved("decided"), told, Moved("investigating")).Outcome.ShouldBeNull("it is looked at again");
        See(Moved("decided"), told, Moved("investigating"), Moved("decided")).Outcome.ShouldBeNull("what came of it the first time does not stand");
        See(Moved("decided"), told, Moved("investigating"), Moved("decided")).Messages.Count.ShouldBe(1);
        See(Moved("decided"), told, Moved("investigating"), Moved("decided"), Wrote("It was something else.", isOutcome: true)).Outcome.ShouldBe("It was something else.");
    }

    [Fact]
    public void Who_was_told_sees_no_date_of_others()
    {
        var report = Given.State(Given.Filed());
        var origin = new Coc.Contracts.Origin(Guid.NewGuid(), Case, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, null, null, null, null, Given.At, null);
        var progressed = new Coc.Contracts.Cases.CaseProgressed(origin, Case, [report.Id], "decided", null, null, Given.At.AddDays(7), [Guid.NewGuid()]);

        Coc.Intake.Consumers.CaseProgressedHandler.Note(report, progressed)!.NextDate.ShouldBe(Given.At.AddDays(7));
        Coc.Intake.Consumers.CaseProgressedHandler.Note(report, progressed with { Told = [report.Id] })!.NextDate.ShouldBeNull();
    }

    private static ReportEvent.CaseMoved Moved(string state, int? next = null) =>
        new(Case, state, Given.At.AddDays(3), Given.At, next is { } days ? Given.At.AddDays(days) : null);

    private static ReportEvent.CommitteeWrote Wrote(string text, bool isOutcome = false) => new(Guid.NewGuid(), Given.At, Sensitive.Of(text, Owners.Reporter(Given.Report)), null, isOutcome);

    private static ReceiptView See(params ReportEvent[] events) => ReceiptView.Of(Given.State([Given.Filed(), .. events]), [], [], null, Given.At);
}
