namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveJoint(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.JointlyCompetent e => state with { Joint = new(true, e.With, null) { ChooseBy = e.ChooseBy } },
        CaseEvent.JointHandlingChosen e => state with
        {
            Joint = state.Joint! with { OtherCase = e.OtherCase, Mode = e.Mode, ChosenAt = e.At, Ground = e.Ground ?? state.Joint.Ground, SummaryDue = e.SummaryDue ?? state.Joint.SummaryDue },
        },
        CaseEvent.JoinedTo e => state with
        {
            Joint = (state.Joint ?? new(false, e.Lead, e.LeadCase)) with { Mode = e.Mode, Ground = e.Ground ?? state.Joint?.Ground, SummaryDue = e.SummaryDue ?? state.Joint?.SummaryDue },
            AcknowledgedAt = state.AcknowledgedAt ?? e.At, // the reporter hears that once, from the body that leads
        },
        CaseEvent.EmergencyMeasureTaken e => state with
        {
            Interim = [.. state.Interim, new(e.Measure, e.Person, e.Kind, e.Spaces, e.Until, null, e.By, e.TakenAt) { ByAccount = e.ByAccount, Report = e.Report }],
            InterimOrders = e.OpenOrders is { } open ? InterimOrders.With(state, e.Measure, InterimOrders.Active, open) : state.InterimOrders,
        },
        CaseEvent.SummarySent e => state with { Joint = Met(state.Joint!, state.Joint!.Leads, state.Body, e.Text.Value, e.At) },
        CaseEvent.SummaryReceived e => state with { Joint = Met(state.Joint!, !state.Joint!.Leads, e.From, e.Text.Value, e.At) },
        CaseEvent.SummaryReminded => state with { Joint = state.Joint! with { Reminded = true } },
        CaseEvent.SummaryOverdue => state with { Joint = state.Joint! with { Overdue = true } },
        CaseEvent.JointLinkCarried e => state with
        {
            Joint = new(e.Leads, e.Other, e.OtherCase)
            {
                For = e.For, ChooseBy = e.ChooseBy, Mode = e.Mode, Ground = e.Ground, ChosenAt = e.ChosenAt, SummaryDue = e.SummaryDue, SummaryMetAt = e.SummaryMetAt,
                Reminded = e.Reminded, Overdue = e.Overdue, FollowedUp = e.FollowedUp, Summaries = [.. state.Joint?.Summaries ?? [], .. e.Summaries.Select(s => (s.From, s.Text.Value, s.At))],
            },
        },
        CaseEvent.JointPartnerChanged e => state with { Joint = state.Joint! with { Other = e.To, OtherCase = e.ToCase } },
        CaseEvent.FollowUpOpened => state with { Joint = state.Joint! with { FollowedUp = true } },
        _ => EvolveReturning(state, @event),
    };

    private static JointState Met(JointState joint, bool fromLead, string from, string? text, DateTimeOffset at) => joint with
    {
        Summaries = [.. joint.Summaries, (from, text, at)],
        SummaryMetAt = joint.SummaryMetAt ?? (fromLead && joint.SummaryDue is not null ? at : null),
    };
}
