namespace Coc.Liaison.Domain.Bodies;

/// <summary>A change of policy, seats or rota, as it is announced to the body and its auditor (P8): that it is wanted, and that it was made. It says who and when, never what a seat's holder is called.</summary>
/// <param name="Id">the change that waited for a second seat, or the event</param>
/// <param name="Kind">policy, seat, seatChange, seatEnd, duty, dutySwap, dutyAbsence</param>
/// <param name="State">proposed, rejected, done</param>
/// <param name="By">who wanted it; null: a term that began or ended, or an import</param>
internal sealed record Announcement(Guid Id, string Kind, string State, DateTimeOffset At, Asker? By, Guid? Seat)
{
    /// <summary>The second one; null where it took none.</summary>
    public Asker? ConfirmedBy { get; init; }

    public DateTimeOffset? EffectiveFrom { get; init; }
}

/// <summary>One event of a body as it was stored.</summary>
/// <param name="Work">events of one command share it</param>
/// <param name="By">the acting account, seat and role</param>
internal sealed record BodyOccurrence(Guid Id, Guid Work, DateTimeOffset At, Asker? By, BodyEvent Event);

/// <summary>Reads a body's announcements off its history, oldest first.</summary>
internal static class Announcements
{
    public static IReadOnlyList<Announcement> Of(IEnumerable<BodyOccurrence> history)
    {
        var announced = new List<Announcement>();
        var state = BodyState.Nothing;
        Guid? confirming = null;
        foreach (var o in history)
        {
            switch (o.Event)
            {
                case BodyEvent.ChangeConfirmed confirmed:
                    confirming = o.Work;
                    Become(confirmed.Change, a => a with { State = "done", At = o.At, ConfirmedBy = confirmed.By });
                    break;
                case BodyEvent.ChangeRejected rejected:
                    Become(rejected.Change, a => a with { State = "rejected", At = o.At });
                    break;
                case BodyEvent.SeatRefused { Change: { } refused }:
                    Become(refused, a => a with { State = "rejected", At = o.At });
                    break;
                default:
                    if ((Wanted(o.Event) ?? (confirming == o.Work ? null : Made(state, o))) is { } more)
                    {
                        announced.Add(more);
                    }

                    break;
            }

            state = BodyState.Evolve(state, o.Event);
        }

        return announced;

        void Become(Guid change, Func<Announcement, Announcement> become)
        {
            if (announced.FindLastIndex(a => a.Id == change) is >= 0 and var at)
            {
                announced[at] = become(announced[at]);
            }
        }
    }

    // What a former value of a seat was, and who stands above whom, is sealed and no change of seats.
    private static Announcement? Wanted(BodyEvent e) => e switch
    {
        BodyEvent.PolicyProposed p => new(p.Change, "policy", "proposed", p.At, p.By, null) { EffectiveFrom = p.EffectiveFrom },
        BodyEvent.SeatProposed p => new(p.Change, "seat", "proposed", p.At, p.By, p.Seat),
        BodyEvent.AmendmentProposed p => new(p.Change, "seatChange", "proposed", p.At, p.By, p.Seat),
        BodyEvent.EndProposed p => new(p.Change, "seatEnd", "proposed", p.At, p.By, p.Seat),
        BodyEvent.DutyProposed p => new(p.Change, "duty", "proposed", p.At, p.By, null),
        BodyEvent.DutySwapProposed p => new(p.Change, "dutySwap", "proposed", p.At, p.By, p.Swap.With),
        _ => null,
    };

    private static Announcement? Made(BodyState state, BodyOccurrence o) => o.Event switch
    {
        BodyEvent.PolicySet p => new(o.Id, "policy", "done", o.At, o.By, null) { EffectiveFrom = p.EffectiveFrom },
        BodyEvent.SeatAppointed s => new(o.Id, "seat", "done", o.At, o.By, s.Seat),
        BodyEvent.SeatFilled s => new(o.Id, "seat", "done", o.At, o.By, s.Seat),
        BodyEvent.SeatAmended s when !IsOwnDetail(state.Seats[s.Seat].Terms, s.Terms) => new(o.Id, "seatChange", "done", o.At, o.By, s.Seat),
        BodyEvent.SeatEnded s => new(o.Id, "seatEnd", "done", o.At, o.By, s.Seat),
        BodyEvent.DutySet => new(o.Id, "duty", "done", o.At, o.By, null),
        BodyEvent.DutyAbsenceSaid a => new(o.Id, "dutyAbsence", "done", o.At, o.By, a.Seat),
        _ => null,
    };

    // What somebody is called is theirs, and changes no seat.
    private static bool IsOwnDetail(SeatTerms before, SeatTerms after) => before with { Name = after.Name, Employer = after.Employer, Accounts = after.Accounts } == after;
}
