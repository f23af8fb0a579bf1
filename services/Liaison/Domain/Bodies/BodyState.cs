using System.Collections.Immutable;
using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>A body as of its last event.</summary>
internal sealed record BodyState(
    BodyProfile? Profile, ImmutableList<PolicyVersion> Policies, ImmutableDictionary<Guid, Seat> Seats, ImmutableDictionary<Guid, PendingChange> Pending)
{
    public static BodyState Nothing { get; } = new(null, [], ImmutableDictionary<Guid, Seat>.Empty, ImmutableDictionary<Guid, PendingChange>.Empty);

    /// <summary>Seats in force, in recorded order: members, alternates, the others.</summary>
    public IEnumerable<Seat> ActiveSeats(DateTimeOffset now) =>
        Seats.Values.Where(s => s.IsActive(now)).OrderBy(s => s.Terms.Role switch { "member" => 0, "alternate" => 1, _ => 2 }).ThenBy(s => s.Terms.Order).ThenBy(s => s.Id);

    /// <summary>The rota as it was set: seats that left it by ending their term are passed over when it is read.</summary>
    public ImmutableList<Guid> Duty { get; init; } = [];

    /// <summary>How they take turns; null: they do not.</summary>
    public DutyTurns? Turns { get; init; }

    /// <summary>Who has a turn that would be another's, by its first day.</summary>
    public ImmutableDictionary<DateOnly, Guid> StandIns { get; init; } = ImmutableDictionary<DateOnly, Guid>.Empty;

    /// <summary>When a seat does not watch.</summary>
    public ImmutableDictionary<Guid, DutyAbsence> Away { get; init; } = ImmutableDictionary<Guid, DutyAbsence>.Empty;

    /// <summary>Who stands above seats of this body (P7).</summary>
    public ImmutableDictionary<Guid, OversightEntry> Oversight { get; init; } = ImmutableDictionary<Guid, OversightEntry>.Empty;

    /// <summary>Seats that people elsewhere spoke against.</summary>
    public ImmutableList<BodyEvent.SeatRefused> Refused { get; init; } = [];

    /// <summary>Those of the rota who still decide, as it was set.</summary>
    public IReadOnlyList<Guid> Rota(DateTimeOffset now) => [.. Duty.Where(id => Seats.TryGetValue(id, out var seat) && seat.Decides && seat.IsActive(now))];

    /// <summary>Seats that decide: members and alternates.</summary>
    public IEnumerable<Seat> DecidingSeats(DateTimeOffset now) => ActiveSeats(now).Where(s => s.Decides);

    /// <summary>The version in force at an instant: the one that took effect last; of two with the same instant the later version.</summary>
    public PolicyVersion PolicyAt(DateTimeOffset at) => Policies.Where(p => p.EffectiveFrom <= at).OrderBy(p => p.EffectiveFrom).ThenBy(p => p.Version).LastOrDefault() ?? Policies[0];

    public static BodyState Evolve(BodyState state, BodyEvent e) => e switch
    {
        BodyEvent.BodyAdded added => state with { Profile = added.Profile },
        BodyEvent.BodyChanged changed => state with { Profile = changed.Profile },
        BodyEvent.PolicySet set => state with { Policies = state.Policies.Add(new(set.Version, set.EffectiveFrom, set.Terms)) },
        BodyEvent.SeatAppointed coming => state.With(new Seat(coming.Seat, coming.Account, coming.Terms, coming.At, null) { Begun = false }),
        BodyEvent.SeatFilled filled => state.With(new Seat(filled.Seat, filled.Account, filled.Terms, filled.At, null)),
        BodyEvent.SeatAmended amended => state.With(state.Seats[amended.Seat] with { Terms = amended.Terms }, agreed: false),
        BodyEvent.FormerSeatKept kept => state.With(new Seat(kept.Seat, kept.Account, kept.Terms, kept.FilledAt ?? kept.Terms.TermStart, kept.EndedAt) { Emeritus = kept.Emeritus }),
        BodyEvent.SamePersonSaid same => state.Change(same.Seat, s => s with { SameAs = [.. s.SameAs.Union([same.Other])] }),
        BodyEvent.FormerValuesKept kept => state.Change(kept.Seat, s => s with { Known = s.Known.With(kept.Values) }),
        BodyEvent.AgreementKept kept => state.Change(kept.Seat, s => s with { Agreed = s.Agreed.With(kept.Agreed ?? HeldValues.None).Without(kept.Alone ?? HeldValues.None) }),
        BodyEvent.FormerValuesStruck struck => state.Change(struck.Seat, s => s.Without(struck.Values)),
        BodyEvent.SeatEnded ended => state with { Seats = state.Seats.SetItem(ended.Seat, state.Seats[ended.Seat] with { EndedAt = ended.At }) },
        BodyEvent.EmeritusNamed named => state with { Seats = state.Seats.SetItem(named.Seat, state.Seats[named.Seat] with { Emeritus = named.Emeritus }) },
        BodyEvent.SeatProposed p => state.With(new PendingChange.NewSeat(p.Change, p.By, p.At, p.Seat, p.Account, p.Terms) { SameAs = p.SamePersonAs }),
        BodyEvent.AmendmentProposed p => state.With(new PendingChange.Amendment(p.Change, p.By, p.At, p.Seat, p.Terms)),
        BodyEvent.StrikingProposed p => state.With(new PendingChange.Striking(p.Change, p.By, p.At, p.Seat, p.Values)),
        BodyEvent.EndProposed p => state.With(new PendingChange.End(p.Change, p.By, p.At, p.Seat)),
        BodyEvent.PolicyProposed p => state.With(new PendingChange.Policy(p.Change, p.By, p.At, p.EffectiveFrom, p.Terms)),
        // What was agreed about turns of another order means nothing in this one.
        BodyEvent.DutySet set => state with { Duty = [.. set.Seats], Turns = set.Turns, StandIns = ImmutableDictionary<DateOnly, Guid>.Empty },
        BodyEvent.DutyProposed p => state.With(new PendingChange.Duty(p.Change, p.By, p.At, p.Seats) { Turns = p.Turns }),
        BodyEvent.DutySwapProposed p => state.With(new PendingChange.Swap(p.Change, p.By, p.At, p.Swap)),
        BodyEvent.DutySwapped s => state with { StandIns = s.Swap.Return is { } back ? state.StandIns.SetItem(s.Swap.Day, s.Swap.With).SetItem(back, s.Seat) : state.StandIns.SetItem(s.Swap.Day, s.Swap.With) },
        BodyEvent.DutyAbsenceSaid a => state with { Away = a.Absence is { } absence ? state.Away.SetItem(a.Seat, absence) : state.Away.Remove(a.Seat) },
        BodyEvent.OversightNoted noted => state with { Oversight = state.Oversight.SetItem(noted.Entry.Id, noted.Entry) },
        BodyEvent.OversightEnded ended => state with { Oversight = state.Oversight.Remove(ended.Entry) },
        BodyEvent.OversightProposed p => state.With(new PendingChange.Oversight(p.Change, p.By, p.At, p.Entry)),
        BodyEvent.OversightEndProposed p => state.With(new PendingChange.OversightEnd(p.Change, p.By, p.At, p.Entry)),
        BodyEvent.SeatRefused refused => state with { Pending = refused.Change is { } change ? state.Pending.Remove(change) : state.Pending, Refused = state.Refused.Add(refused) },
        BodyEvent.ChangeConfirmed confirmed => state with { Pending = state.Pending.Remove(confirmed.Change) },
        BodyEvent.ChangeRejected rejected => state with { Pending = state.Pending.Remove(rejected.Change) },
        _ => throw new InvalidOperationException($"{e.GetType().Name} is not known here."),
    };

    // What stood in the seat before goes on being known; what its holder wrote there alone, nobody agreed to.
    private BodyState With(Seat seat, bool agreed = true)
    {
        var before = Seats.GetValueOrDefault(seat.Id);
        var (known, confirmed) = (before?.Known ?? KnownAs.Nothing, before?.Agreed ?? KnownAs.Nothing);
        return this with
        {
            Seats = Seats.SetItem(seat.Id, seat with { Known = known.With(seat.Terms), Agreed = agreed ? confirmed.With(seat.Terms) : confirmed, SameAs = before?.SameAs ?? [] }),
        };
    }

    private BodyState Change(Guid seat, Func<Seat, Seat> change) => this with { Seats = Seats.SetItem(seat, change(Seats[seat])) };

    private BodyState With(PendingChange change) => this with { Pending = Pending.SetItem(change.Id, change) };
}

/// <summary>One version of a body's policy.</summary>
internal sealed record PolicyVersion(int Version, DateTimeOffset EffectiveFrom, PolicyTerms Terms);

/// <summary>A seat.</summary>
internal sealed record Seat(Guid Id, Guid Account, SeatTerms Terms, DateTimeOffset FilledAt, DateTimeOffset? EndedAt)
{
    /// <summary>Its term has begun; before that it opens nothing.</summary>
    public bool Begun { get; init; } = true;

    /// <summary>Honorary label of a seat that ended.</summary>
    public bool Emeritus { get; init; }

    /// <summary>Everything the holder was ever called in this seat, what stands there now included.</summary>
    public KnownAs Known { get; init; } = KnownAs.Nothing;

    /// <summary>Of that, what stood there when the seat was filled, here or elsewhere: two people agreed to it.</summary>
    public KnownAs Agreed { get; init; } = KnownAs.Nothing;

    /// <summary>Seats elsewhere of which was said that the same person holds, or held, them.</summary>
    public ImmutableList<Guid> SameAs { get; init; } = [];

    public bool Decides => Terms.Decides;

    /// <summary>P7: who decides, or works on a case from outside, is not of a matter about somebody who stands above them.</summary>
    public bool MayBeOverseen => Decides || Terms.Role == "outside";

    /// <summary>A seat that is not there yet.</summary>
    public static Seat Wanted(Guid id, Guid account, SeatTerms terms, Guid? sameAs, DateTimeOffset at) => new(id, account, terms, at, null)
    {
        Known = KnownAs.Nothing.With(terms), Agreed = KnownAs.Nothing.With(terms), SameAs = sameAs is { } other ? [other] : [],
    };

    /// <summary>What never was the holder's. Where the seat ended nobody can correct what stands there, so that goes too.</summary>
    public Seat Without(HeldValues values) => this with
    {
        Known = Known.Without(values), Agreed = Agreed.Without(values), Terms = EndedAt is null ? Terms : KnownAs.Without(Terms, values, SeatTerms.OwnerOf(Id)),
    };

    public bool IsActive(DateTimeOffset now) => Begun && EndedAt is null && Terms.TermStart <= now && (Terms.TermEnd is not { } end || now < end);

    /// <summary>In force, or decided for later.</summary>
    public bool IsKept(DateTimeOffset now) => EndedAt is null && (Terms.TermEnd is not { } end || now < end);
}

/// <summary>A change that waits for a second seat (P8).</summary>
internal abstract record PendingChange(Guid Id, Asker By, DateTimeOffset At)
{
    internal sealed record NewSeat(Guid Id, Asker By, DateTimeOffset At, Guid Seat, Guid Account, SeatTerms Terms) : PendingChange(Id, By, At)
    {
        /// <summary>The seat elsewhere, or the account, whose holder this is, as it was said.</summary>
        public Guid? SameAs { get; init; }

        /// <summary>The seat it would become.</summary>
        public Seat Wanted => Bodies.Seat.Wanted(Seat, Account, Terms, SameAs, At);
    }

    internal sealed record Amendment(Guid Id, Asker By, DateTimeOffset At, Guid Seat, SeatTerms Terms) : PendingChange(Id, By, At);

    internal sealed record Striking(Guid Id, Asker By, DateTimeOffset At, Guid Seat, HeldValues Values) : PendingChange(Id, By, At);

    internal sealed record End(Guid Id, Asker By, DateTimeOffset At, Guid Seat) : PendingChange(Id, By, At);

    internal sealed record Duty(Guid Id, Asker By, DateTimeOffset At, IReadOnlyList<Guid> Seats) : PendingChange(Id, By, At)
    {
        public DutyTurns? Turns { get; init; }
    }

    internal sealed record Swap(Guid Id, Asker By, DateTimeOffset At, DutySwap Wanted) : PendingChange(Id, By, At);

    internal sealed record Policy(Guid Id, Asker By, DateTimeOffset At, DateTimeOffset EffectiveFrom, PolicyTerms Terms) : PendingChange(Id, By, At);

    internal sealed record Oversight(Guid Id, Asker By, DateTimeOffset At, OversightEntry Entry) : PendingChange(Id, By, At);

    internal sealed record OversightEnd(Guid Id, Asker By, DateTimeOffset At, Guid Entry) : PendingChange(Id, By, At);
}
