using Coc.Contracts;
using Coc.Contracts.Liaison;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Domain.Transfers;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Publishing;

/// <summary>What leaves Liaison: ids, slugs, roles and codes. Never who holds a seat by name, never who was set aside.</summary>
internal static class LiaisonPublishing
{
    public static PublishingTable Table() => Transfers(Seats(Bodies(new PublishingTable())))
        .Publish<RoutingEvent.ReportRouted, ReportRouted>((e, _, o) => new(
            o with { Body = e.To }, e.Report, e.To, e.Rule, e.Because, e.ReceivedAt, e.Urgency, e.Projects, e.Event, e.Subjects, e.Explained, e.JointWith, e.Kind, e.FollowsUp, e.Notes))
        .Publish<CaseEvaluated, JurisdictionEvaluated>((e, _, o) => new(o with { Body = e.Owner }, e.Case, e.Body, e.Rule, e.Because, e.Rules, e.Notes))
        .Publish<CaseEvaluated, StepRecorded>((e, _, o) => new(
            o with { Body = e.Owner }, "jurisdictionEvaluated", "case", e.Case, e.Case, null, [], null, e.Rule, e.Notes.Count > 0 ? "policyNote" : e.Because))
        .Publish<RoutingEvent.ReportRouted, StepRecorded>((e, _, o) => new(o with { Body = e.To }, "routed", "report", e.Report, null, e.Report, [], null, e.Rule, e.Because));

    private static PublishingTable Bodies(PublishingTable table) => ChangeWaiting.AddTo(table)
        .Publish<GatheringListed, EventListed>((e, _, o) => new(o, e.Slug))
        .Publish<BodyEvent.BodyAdded, BodyListed>((e, _, o) => Listed(e.Profile, o))
        .Publish<BodyEvent.BodyChanged, BodyListed>((e, _, o) => Listed(e.Profile, o))
        .Publish<BodyEvent.DutySet, StepRecorded>((e, s, o) => new(o with { Body = e.Slug }, "dutySet", "body", s.Id, null, null, [], null, "R11", $"{e.Seats.Count}watchers"))
        .Publish<BodyEvent.DutySwapped, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "dutySwapped", "confirmed", o))
        .Publish<BodyEvent.OversightNoted, StepRecorded>((e, s, o) => new(o with { Body = e.Slug }, "oversightNoted", "body", s.Id, null, null, [], null, "P7", e.Entry.Relation))
        .Publish<BodyEvent.OversightEnded, StepRecorded>((e, s, o) => new(o with { Body = e.Slug }, "oversightEnded", "body", s.Id, null, null, [], null, "P7", null))
        .Publish<BodyEvent.PolicySet, StepRecorded>((e, s, o) => new(
            o with { Body = e.Slug }, "policySet", "policy", s.Id, null, null, [], null, "P8", $"version{e.Version}"));

    private static PublishingTable Seats(PublishingTable table) => table
        .Publish<BodyEvent.SeatAppointed, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "seatAppointed", e.Terms.Role, o))
        .Publish<BodyEvent.SeatFilled, SeatFilled>((e, _, o) => Filled(e.Slug, e.Seat, e.Account, e.Terms, o))
        .Publish<BodyEvent.SeatFilled, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "seatFilled", e.Terms.Role, o))
        .Publish<BodyEvent.SeatAmended, SeatFilled>((e, _, o) => Filled(e.Slug, e.Seat, e.Account, e.Terms, o))
        .Publish<BodyEvent.SeatAmended, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "seatChanged", e.Terms.Role, o))
        .Publish<BodyEvent.SeatRefused, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "seatRefused", e.Code, o))
        .Publish<BodyEvent.FormerValuesStruck, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "formerValuesStruck", "confirmed", o))
        .Publish<BodyEvent.SeatEnded, SeatEnded>((e, _, o) => new(o with { Body = e.Slug }, e.Seat, e.Slug, e.Account))
        .Publish<BodyEvent.SeatEnded, StepRecorded>((e, _, o) => Step(e.Slug, e.Seat, "seatEnded", e.Role, o));

    // What Cases did itself (offered, accepted, disputed, settled, ended) it records itself; here is who answered.
    private static PublishingTable Transfers(PublishingTable table) => TransferWaiting.AddTo(table)
        .Publish<TransferEvent.AnswerVoted, StepRecorded>((e, _, o) => Step(e.Transfer, e.Case, "transferAnswered", e.Answer, o));

    private static BodyListed Listed(BodyProfile profile, Origin origin) =>
        new(origin with { Body = profile.Slug }, profile.Slug, profile.Kind, profile.Handling, profile.Foundation, profile.Parent);

    private static SeatFilled Filled(string slug, Guid seat, Guid account, SeatTerms terms, Origin origin) =>
        new(origin with { Body = slug }, seat, slug, account, terms.Role, terms.Chair, terms.Appointment, terms.Order, terms.TermEnd);

    private static StepRecorded Step(string slug, Guid seat, string step, string outcome, Origin origin) =>
        new(origin with { Body = slug }, step, "seat", seat, null, null, [], null, "P8", outcome);

    private static StepRecorded Step(Guid transfer, Guid @case, string step, string outcome, Origin origin) =>
        new(origin, step, "transfer", transfer, @case, null, [@case], null, "P16", outcome);
}
