using Coc.Contracts;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Publishing;

/// <summary>After which events a change of a body is announced (P8): when it is wanted, so that who does not want it hears before it holds, and when it is made. Terms that begin or end were announced when they were decided.</summary>
internal static class ChangeWaiting
{
    public const string Change = "change";

    private const string Service = "liaison";
    private const string ByItself = "system";

    public static PublishingTable AddTo(PublishingTable table) => table
        .Waits<BodyEvent.PolicyProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.SeatProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.AmendmentProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.EndProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.DutyProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.DutySwapProposed>(Service, (e, _) => [new(Change, e.Change, e.At)])
        .Waits<BodyEvent.ChangeConfirmed>(Service, (e, s) => [new(Change, MadeOf(e.Change), s.At)])
        .Waits<BodyEvent.PolicySet>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.SeatAppointed>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.SeatFilled>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.SeatAmended>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.SeatEnded>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.DutySet>(Service, (_, s) => Made(s))
        .Waits<BodyEvent.DutyAbsenceSaid>(Service, (_, s) => Made(s));

    /// <summary>A change that waited was made.</summary>
    public static Guid MadeOf(Guid change) => Ids.V5(change, "waits:made");

    /// <summary>Which one a thing tells of; null: of none, or it is not so any more.</summary>
    public static Announcement? Told(IReadOnlyList<Announcement> announced, Guid thing) =>
        announced.FirstOrDefault(a => a.State == "proposed" ? a.Id == thing : a.State == "done" && thing == (a.ConfirmedBy is null ? a.Id : MadeOf(a.Id)));

    private static WaitingThing[] Made(EventStore.StoredEvent stored) => stored.Context.Actor == ByItself ? [] : [new(Change, stored.Id, stored.At)];
}
