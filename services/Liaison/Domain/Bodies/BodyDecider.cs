using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// What may become of a body, its seats and its policy. P8: what a seat or the admin wants takes effect when another seat, or the admin, confirms;
/// the admin alone acts only where fewer than two seats decide.
/// </summary>
internal static class BodyDecider
{
    private const int SeatsThatControlEachOther = 2;

    public static Decision<BodyEvent> Decide(BodyCommand command, BodyState state) => command switch
    {
        BodyCommand.AddBody add => Add(add, state),
        _ when state.Profile is null => Refusal.NotThere,
        BodyCommand.ChangeBody change => change.Profile == state.Profile ? Decision.Of<BodyEvent>() : Decision.Of<BodyEvent>(new BodyEvent.BodyChanged(change.Profile)),
        BodyCommand.SetPolicy set => !set.AsPartOfAFile && PolicyLimits.Check(state, set.Terms, set.EffectiveFrom, set.Now, set.Around) is { } refusal ? refusal
            : ActsAlone(set.By, state, set.Now) ? Decision.Of<BodyEvent>(PolicySet(state, set.EffectiveFrom, set.Terms))
            : Decision.Of<BodyEvent>(new BodyEvent.PolicyProposed(set.Change, set.By, set.Now, set.EffectiveFrom, set.Terms)),
        BodyCommand.FillSeat fill => Fill(fill, state),
        BodyCommand.AmendSeat amend => Amend(amend, state),
        BodyCommand.StrikeValues strike => NeverHeld.Propose(strike, state),
        BodyCommand.KeepValues keep => Keep(keep, state),
        BodyCommand.KeepAgreement keep => Keep(keep, state),
        BodyCommand.KeepFormerSeat keep => state.Seats.ContainsKey(keep.Seat) ? Decision.Of<BodyEvent>()
            : keep.Terms.TermEnd <= keep.Terms.TermStart ? SeatRules.TermEndsBeforeItBegins
            : Decision.Of<BodyEvent>(new BodyEvent.FormerSeatKept(state.Profile.Slug, keep.Seat, keep.Account, keep.Terms, keep.EndedAt, keep.Emeritus && keep.Terms.Decides, keep.FilledAt)),
        BodyCommand.SaySamePerson same => !state.Seats.TryGetValue(same.Seat, out var held) ? Refusal.NotThere
            : held.SameAs.Contains(same.Other) ? Decision.Of<BodyEvent>()
            : Decision.Of<BodyEvent>(new BodyEvent.SamePersonSaid(state.Profile.Slug, same.Seat, same.Other)),
        BodyCommand.EndSeat end => End(end, state),
        BodyCommand.KeepTerm keep => KeepTerm(keep, state),
        BodyCommand.SetDuty set => DutyRules.Check(state, set.Seats, set.Now) is { } against ? against
            : ActsAlone(set.By, state, set.Now) ? Decision.Of<BodyEvent>(new BodyEvent.DutySet(state.Profile.Slug, set.Seats, set.Turns))
            : Decision.Of<BodyEvent>(new BodyEvent.DutyProposed(set.Change, set.By, set.Now, set.Seats, set.Turns)),
        BodyCommand.SwapDuty swap => swap.By.Seat is not { } giver ? Refusal.NotThere
            : DutyRules.Check(state, giver, swap.Swap, swap.Now) is { } unswappable ? unswappable
            : Decision.Of<BodyEvent>(new BodyEvent.DutySwapProposed(swap.Change, swap.By, swap.Now, swap.Swap)),
        BodyCommand.SayAbsence say => Absent(say, state),
        BodyCommand.NoteOversight note => OversightRules.Check(state, note.Entry, note.Now, note.Around) is { } no ? no
            : ActsAlone(note.By, state, note.Now) ? Decision.Of<BodyEvent>(new BodyEvent.OversightNoted(state.Profile.Slug, note.Entry))
            : Decision.Of<BodyEvent>(new BodyEvent.OversightProposed(note.Change, note.By, note.Now, note.Entry)),
        BodyCommand.EndOversight end => !state.Oversight.ContainsKey(end.Entry) ? Refusal.NotThere
            : ActsAlone(end.By, state, end.Now) ? Decision.Of<BodyEvent>(new BodyEvent.OversightEnded(state.Profile.Slug, end.Entry))
            : Decision.Of<BodyEvent>(new BodyEvent.OversightEndProposed(end.Change, end.By, end.Now, end.Entry)),
        BodyCommand.NameEmeritus name => Emeritus(name, state),
        BodyCommand.ConfirmChange confirm => Confirm(confirm, state),
        BodyCommand.RejectChange reject => state.Pending.ContainsKey(reject.Change)
            ? Decision.Of<BodyEvent>(new BodyEvent.ChangeRejected(reject.Change, reject.By))
            : Refusal.NotThere,
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not known here."),
    };

    private static Decision<BodyEvent> Add(BodyCommand.AddBody add, BodyState state) =>
        state.Profile is not null ? new Refusal("slugTaken", null, "A body with this slug is in the directory already.")
        : !add.AsPartOfAFile && PolicyLimits.Check(BodyState.Evolve(state, new BodyEvent.BodyAdded(add.Profile)), add.Terms, add.Now, add.Now, add.Around) is { } refusal ? refusal
        : Decision.Of<BodyEvent>(
        [
            new BodyEvent.BodyAdded(add.Profile),
            .. (add.Policies ?? [new(add.Now, add.Terms)]).Select((p, i) => new BodyEvent.PolicySet(add.Profile.Slug, i + 1, p.EffectiveFrom, p.Terms)),
        ]);

    // What is known of people elsewhere is judged when it takes effect: nobody asks it out by proposing (P8).
    private static Decision<BodyEvent> Fill(BodyCommand.FillSeat fill, BodyState state)
    {
        var order = fill.Order ?? state.Seats.Values.Where(s => s.IsKept(fill.Now)).Where(s => s.Terms.Role == fill.Terms.Role).Select(s => s.Terms.Order).DefaultIfEmpty(0).Max() + 1;
        var terms = fill.Terms with { Order = order };
        var alone = ActsAlone(fill.By, state, fill.Now);
        return AgainstSeat.Of(state, new(fill.Seat, fill.Account, terms), alone ? fill.Around : Surroundings.None, fill.By, fill.By, null, fill.Now, fill.AsPartOfAFile) is { } against ? against
            : alone ? Decision.Of<BodyEvent>([.. Filled(state, fill.Seat, fill.Account, terms, fill.Now, fill.FilledAt), .. Same(state, fill.Seat, fill.Around.SamePerson ?? fill.SamePersonAs)])
            : Decision.Of<BodyEvent>(new BodyEvent.SeatProposed(fill.Change, fill.By, fill.Now, fill.Seat, fill.Account, terms, fill.SamePersonAs));
    }

    private static Decision<BodyEvent> Keep(BodyCommand.KeepValues keep, BodyState state) => !state.Seats.TryGetValue(keep.Seat, out var seat) ? Refusal.NotThere
        : seat.Known.Missing(keep.Values) is null ? Decision.Of<BodyEvent>()
        : Decision.Of<BodyEvent>(new BodyEvent.FormerValuesKept(state.Profile!.Slug, seat.Id, keep.Values));

    private static Decision<BodyEvent> Keep(BodyCommand.KeepAgreement keep, BodyState state) => !state.Seats.TryGetValue(keep.Seat, out var seat) ? Refusal.NotThere
        : seat.Agreed.Missing(keep.Agreed) is null && keep.Alone.IsEmpty ? Decision.Of<BodyEvent>()
        : Decision.Of<BodyEvent>(new BodyEvent.AgreementKept(state.Profile!.Slug, seat.Id, keep.Agreed.IsEmpty ? null : keep.Agreed, keep.Alone.IsEmpty ? null : keep.Alone));

    // One's own details change at once; the earlier ones go on being matched (P1).
    private static Decision<BodyEvent> Amend(BodyCommand.AmendSeat amend, BodyState state)
    {
        if (!state.Seats.TryGetValue(amend.Seat, out var seat) || !seat.IsKept(amend.Now))
        {
            return Refusal.NotThere;
        }

        var details = seat.Terms with { Name = amend.Terms.Name, Employer = amend.Terms.Employer, Accounts = amend.Terms.Accounts };
        var ownDetailsOnly = amend.By.Account == seat.Account && details == amend.Terms;
        var alone = ownDetailsOnly || ActsAlone(amend.By, state, amend.Now);
        return AgainstSeat.Of(state, new(seat.Id, seat.Account, amend.Terms), alone ? amend.Around : Surroundings.None, amend.By, amend.By, null, amend.Now, amend.AsPartOfAFile) is { } against ? against
            : alone ? Decision.Of(Amended(state, seat, amend.Terms, amend.Now))
            : Decision.Of<BodyEvent>(new BodyEvent.AmendmentProposed(amend.Change, amend.By, amend.Now, seat.Id, amend.Terms));
    }

    // Not to watch for some days is one's own decision, as leaving is: whose turn comes next watches, and nobody else is moved.
    private static Decision<BodyEvent> Absent(BodyCommand.SayAbsence say, BodyState state) =>
        say.By.Seat is not { } seat || !state.Duty.Contains(seat) ? Refusal.NotThere
        : state.Turns is null ? DutyRules.NoTurns
        : say.Absence == state.Away.GetValueOrDefault(seat) ? Decision.Of<BodyEvent>()
        : Decision.Of<BodyEvent>(new BodyEvent.DutyAbsenceSaid(state.Profile!.Slug, seat, say.Absence));

    // Leaving is one's own decision. The admin alone ends what does not decide a case: neither chair nor admin holds a lever over one.
    private static Decision<BodyEvent> End(BodyCommand.EndSeat end, BodyState state)
    {
        if (!state.Seats.TryGetValue(end.Seat, out var seat) || seat.EndedAt is not null)
        {
            return Refusal.NotThere;
        }

        var alone = end.By.Account == seat.Account || (end.By.Role == "admin" && !seat.Decides) || ActsAlone(end.By, state, end.Now);
        return alone
            ? Decision.Of<BodyEvent>(Ended(state, seat, end.Now))
            : Decision.Of<BodyEvent>(new BodyEvent.EndProposed(end.Change, end.By, end.Now, seat.Id));
    }

    private static Decision<BodyEvent> KeepTerm(BodyCommand.KeepTerm keep, BodyState state) => state.Seats.GetValueOrDefault(keep.Seat) switch
    {
        { EndedAt: null } seat when seat.Terms.TermEnd <= keep.Now => Decision.Of<BodyEvent>(Ended(state, seat, keep.Now)),
        { EndedAt: null, Begun: false } seat when seat.Terms.TermStart <= keep.Now => Decision.Of(Filled(state, seat.Id, seat.Account, seat.Terms, keep.Now)),
        _ => Decision.Of<BodyEvent>(),
    };

    private static Decision<BodyEvent> Emeritus(BodyCommand.NameEmeritus name, BodyState state) => state.Seats.GetValueOrDefault(name.Seat) switch
    {
        { Decides: true, EndedAt: not null } seat => seat.Emeritus == name.Emeritus
            ? Decision.Of<BodyEvent>()
            : Decision.Of<BodyEvent>(new BodyEvent.EmeritusNamed(state.Profile!.Slug, seat.Id, name.Emeritus)),
        null => Refusal.NotThere,
        _ => new Refusal("notEnded", "R36", "Emeritus is a label for a deciding seat that has ended."),
    };

    private static Decision<BodyEvent> Confirm(BodyCommand.ConfirmChange confirm, BodyState state)
    {
        if (!state.Pending.TryGetValue(confirm.Change, out var change))
        {
            return Refusal.NotThere;
        }

        if (change.By.Account == confirm.By.Account || confirm.Around.ProposedBy.Contains(confirm.By.Account))
        {
            return new Refusal("secondSeatNeeded", "P8", "Somebody other than the one who proposed this has to confirm it.");
        }

        if (change is PendingChange.Swap { Wanted.With: var taker } && confirm.By.Seat != taker)
        {
            return new Refusal("notYourTurn", "R11", "Whose turn it would be has to take it.");
        }

        var effect = Effect(change, confirm, state);
        return effect.Refusal is not null ? effect : Decision.Of<BodyEvent>([new BodyEvent.ChangeConfirmed(change.Id, confirm.By), .. effect.Events]);
    }

    // The body may have changed since the proposal, so its rules are asked again.
    private static Decision<BodyEvent> Effect(PendingChange change, BodyCommand.ConfirmChange confirm, BodyState state)
    {
        switch (change)
        {
            case PendingChange.NewSeat n:
                var terms = n.Terms.TermStart < confirm.Now ? n.Terms with { TermStart = confirm.Now } : n.Terms;
                return Against(new(n.Seat, n.Account, terms)) is { } refusal ? refusal
                    : Decision.Of<BodyEvent>([.. Filled(state, n.Seat, n.Account, terms, confirm.Now), .. Same(state, n.Seat, confirm.Around.SamePerson ?? n.SameAs)]);
            case PendingChange.Amendment a when state.Seats[a.Seat] is { EndedAt: null } seat:
                return Against(new(seat.Id, seat.Account, a.Terms)) is { } against ? against : Decision.Of(Amended(state, seat, a.Terms, confirm.Now));
            case PendingChange.Striking s:
                return NeverHeld.Check(state.Seats[s.Seat], s.Values) is { } still ? still : Decision.Of<BodyEvent>(new BodyEvent.FormerValuesStruck(state.Profile!.Slug, s.Seat, s.Values));
            case PendingChange.End e when state.Seats[e.Seat] is { EndedAt: null } seat:
                return Decision.Of<BodyEvent>(Ended(state, seat, confirm.Now));
            case PendingChange.Duty d:
                return DutyRules.Check(state, d.Seats, confirm.Now) is { } not ? not : Decision.Of<BodyEvent>(new BodyEvent.DutySet(state.Profile!.Slug, d.Seats, d.Turns));
            case PendingChange.Swap s:
                return DutyRules.Check(state, s.By.Seat!.Value, s.Wanted, confirm.Now) is { } gone ? gone : Decision.Of<BodyEvent>(new BodyEvent.DutySwapped(state.Profile!.Slug, s.By.Seat.Value, s.Wanted));
            case PendingChange.Oversight o:
                return OversightRules.Check(state, o.Entry, confirm.Now, confirm.Around) is { } circle ? circle : Decision.Of<BodyEvent>(new BodyEvent.OversightNoted(state.Profile!.Slug, o.Entry));
            case PendingChange.OversightEnd o when state.Oversight.ContainsKey(o.Entry):
                return Decision.Of<BodyEvent>(new BodyEvent.OversightEnded(state.Profile!.Slug, o.Entry));
            case PendingChange.Policy p:
                var from = p.EffectiveFrom < confirm.Now ? confirm.Now : p.EffectiveFrom;
                return PolicyLimits.Check(state, p.Terms, from, confirm.Now, confirm.Around) is { } no ? no : Decision.Of<BodyEvent>(PolicySet(state, from, p.Terms));
            default:
                return Decision.Of<BodyEvent>(); // the seat or entry ended in the meantime
        }

        Decision<BodyEvent>? Against(AgainstSeat.Wanted seat) => AgainstSeat.Of(state, seat, confirm.Around, change.By, confirm.By, change.Id, confirm.Now);
    }

    private static bool ActsAlone(Asker by, BodyState state, DateTimeOffset now) =>
        by.Role == Asker.System.Role || (by.Role == "admin" && state.DecidingSeats(now).Count() < SeatsThatControlEachOther);

    private static BodyEvent.PolicySet PolicySet(BodyState state, DateTimeOffset effectiveFrom, PolicyTerms terms) =>
        new(state.Profile!.Slug, state.Policies.Count + 1, effectiveFrom, terms);

    private static BodyEvent.SeatEnded Ended(BodyState state, Seat seat, DateTimeOffset now) => new(state.Profile!.Slug, seat.Id, seat.Account, seat.Terms.Role, now);

    private static IReadOnlyList<BodyEvent> Filled(BodyState state, Guid seat, Guid account, SeatTerms terms, DateTimeOffset now, DateTimeOffset? at = null) =>
        terms.TermStart > now
            ? [new BodyEvent.SeatAppointed(state.Profile!.Slug, seat, account, terms, now)]
            : [.. ChairsLeaving(state, seat, terms, now), new BodyEvent.SeatFilled(state.Profile!.Slug, seat, account, terms, at ?? now)];

    private static IEnumerable<BodyEvent> Same(BodyState state, Guid seat, Guid? other) => other is { } elsewhere ? [new BodyEvent.SamePersonSaid(state.Profile!.Slug, seat, elsewhere)] : [];

    private static IReadOnlyList<BodyEvent> Amended(BodyState state, Seat seat, SeatTerms terms, DateTimeOffset now) => seat.Terms == terms
        ? []
        : !seat.Begun
        ? [new BodyEvent.SeatAppointed(state.Profile!.Slug, seat.Id, seat.Account, terms, now)]
        : [.. ChairsLeaving(state, seat.Id, terms, now), new BodyEvent.SeatAmended(state.Profile!.Slug, seat.Id, seat.Account, terms)];

    // A body has one chair: who becomes it relieves the one before.
    private static IEnumerable<BodyEvent> ChairsLeaving(BodyState state, Guid seat, SeatTerms terms, DateTimeOffset now) =>
        terms.Chair
            ? state.ActiveSeats(now).Where(s => s.Terms.Chair && s.Id != seat).Select(s => new BodyEvent.SeatAmended(state.Profile!.Slug, s.Id, s.Account, s.Terms with { Chair = false }))
            : [];
}
