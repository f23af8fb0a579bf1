using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What can be asked of a body. Time, ids and asker are part of the command; the asker's right to ask was checked at the wall.</summary>
internal abstract record BodyCommand
{
    private BodyCommand()
    {
    }

    internal sealed record AddBody(BodyProfile Profile, PolicyTerms Terms, DateTimeOffset Now) : BodyCommand
    {
        /// <summary>All versions of the policy a directory elsewhere knew, earlier, in force and to come (imports); null: <see cref="Terms"/> from now on.</summary>
        public IReadOnlyList<DatedTerms>? Policies { get; init; }

        /// <summary>As of <see cref="FillSeat"/>.</summary>
        public bool AsPartOfAFile { get; init; }

        public Surroundings Around { get; init; } = Surroundings.None;
    }

    internal sealed record ChangeBody(BodyProfile Profile) : BodyCommand;

    internal sealed record SetPolicy(Asker By, Guid Change, PolicyTerms Terms, DateTimeOffset EffectiveFrom, DateTimeOffset Now) : BodyCommand
    {
        public Surroundings Around { get; init; } = Surroundings.None;

        /// <summary>As of <see cref="FillSeat"/>.</summary>
        public bool AsPartOfAFile { get; init; }
    }

    /// <param name="Order">null: last of its role</param>
    internal sealed record FillSeat(Asker By, Guid Change, Guid Seat, Guid Account, SeatTerms Terms, int? Order, DateTimeOffset Now) : BodyCommand
    {
        public Surroundings Around { get; init; } = Surroundings.None;

        /// <summary>A seat elsewhere, or an account with one, whose holder this is, as the proposer said.</summary>
        public Guid? SamePersonAs { get; init; }

        /// <summary>Since when it was in force in a directory elsewhere (imports).</summary>
        public DateTimeOffset? FilledAt { get; init; }

        /// <summary>What else the file says may make room for it: the rules are asked when all of it is there (imports).</summary>
        public bool AsPartOfAFile { get; init; }
    }

    internal sealed record AmendSeat(Asker By, Guid Change, Guid Seat, SeatTerms Terms, DateTimeOffset Now) : BodyCommand
    {
        public Surroundings Around { get; init; } = Surroundings.None;

        /// <summary>As of <see cref="FillSeat"/>.</summary>
        public bool AsPartOfAFile { get; init; }
    }

    /// <summary>What a directory elsewhere knew of who else the holder is (imports).</summary>
    internal sealed record SaySamePerson(Guid Seat, Guid Other) : BodyCommand;

    /// <summary>The holder says that something which stood in the seat never was theirs.</summary>
    internal sealed record StrikeValues(Asker By, Guid Change, Guid Seat, HeldValues Values, DateTimeOffset Now) : BodyCommand;

    /// <summary>What a directory elsewhere knew of the holder besides (imports).</summary>
    internal sealed record KeepValues(Guid Seat, HeldValues Values) : BodyCommand;

    /// <summary>What a directory elsewhere knew of who agreed to the holder's values (imports).</summary>
    /// <param name="Alone">what the holder wrote there alone; of a seat that is here already a file takes nothing back</param>
    internal sealed record KeepAgreement(Guid Seat, HeldValues Agreed, HeldValues Alone) : BodyCommand;

    /// <summary>A seat that ended in a directory elsewhere (imports). It opens nothing; who held it is known, also as emeritus.</summary>
    internal sealed record KeepFormerSeat(Guid Seat, Guid Account, SeatTerms Terms, DateTimeOffset EndedAt, bool Emeritus) : BodyCommand
    {
        public DateTimeOffset? FilledAt { get; init; }
    }

    internal sealed record EndSeat(Asker By, Guid Change, Guid Seat, DateTimeOffset Now) : BodyCommand;

    /// <summary>The seat's term begins or is over; nobody has to ask (R36).</summary>
    internal sealed record KeepTerm(Guid Seat, DateTimeOffset Now) : BodyCommand;

    internal sealed record SetDuty(Asker By, Guid Change, IReadOnlyList<Guid> Seats, DateTimeOffset Now) : BodyCommand
    {
        public DutyTurns? Turns { get; init; }
    }

    internal sealed record SwapDuty(Asker By, Guid Change, DutySwap Swap, DateTimeOffset Now) : BodyCommand;

    /// <param name="Absence">null: the seat watches again</param>
    internal sealed record SayAbsence(Asker By, DutyAbsence? Absence) : BodyCommand;

    internal sealed record NoteOversight(Asker By, Guid Change, OversightEntry Entry, DateTimeOffset Now) : BodyCommand
    {
        public Surroundings Around { get; init; } = Surroundings.None;
    }

    internal sealed record EndOversight(Asker By, Guid Change, Guid Entry, DateTimeOffset Now) : BodyCommand;

    internal sealed record NameEmeritus(Guid Seat, bool Emeritus) : BodyCommand;

    internal sealed record ConfirmChange(Asker By, Guid Change, DateTimeOffset Now) : BodyCommand
    {
        public Surroundings Around { get; init; } = Surroundings.None;
    }

    internal sealed record RejectChange(Asker By, Guid Change) : BodyCommand;
}

/// <summary>What the rules of a body need to know of other bodies.</summary>
/// <param name="Arbiters">the wanted arbiter, its own arbiter, and so on, until one has none or one comes twice; empty when none is wanted</param>
/// <param name="UnknownArbiter">one of them is no body</param>
/// <param name="Elsewhere">bodies in which the account decides and which this body's rules, or theirs, do not allow beside it</param>
internal sealed record Surroundings(IReadOnlyList<string> Arbiters, bool UnknownArbiter, IReadOnlyList<string> Elsewhere)
{
    public static Surroundings None { get; } = new([], false, []);

    public bool LeadsBackTo(string slug) => Arbiters.Contains(slug) || Arbiters.Distinct().Count() < Arbiters.Count;

    /// <summary>Accounts of the person the seat is for; empty: only the seat's own.</summary>
    public IReadOnlySet<Guid> Person { get; init; } = new HashSet<Guid>();

    /// <summary>For whom holders of this body's seats work by what they say elsewhere, where they say nothing here; by seat.</summary>
    public IReadOnlyDictionary<Guid, string> Employers { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Other bodies whose employer cap this would exceed.</summary>
    public IReadOnlyList<string> CapsBeyond { get; init; } = [];

    /// <summary>The seat found for whom it is said to be for; null: nobody was named.</summary>
    public Guid? SamePerson { get; init; }

    /// <summary>Whom it is said to be for is neither a seat nor an account of the directory.</summary>
    public bool UnknownPerson { get; init; }

    /// <summary>Accounts of the person who proposed what is confirmed.</summary>
    public IReadOnlySet<Guid> ProposedBy { get; init; } = new HashSet<Guid>();

    /// <summary>Bodies that stand above the body an oversight entry names.</summary>
    public IReadOnlySet<string> StandingAbove { get; init; } = new HashSet<string>();
}
