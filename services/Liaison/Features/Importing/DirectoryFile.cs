using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.FillingSeats;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>The whole directory as a file: JSON as it stands here, or CSV with one row a record (<see cref="DirectoryCsv"/>). It holds people's names and addresses.</summary>
internal sealed record DirectoryFile(IReadOnlyList<DirectoryFile.BodyRecord>? Bodies, IReadOnlyList<DirectoryFile.SeatRecord>? Seats, IReadOnlyList<DirectoryFile.EventRecord>? Events)
{
    public static DirectoryFile Read(string path, DateTimeOffset now) =>
        (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? DirectoryCsv.Read(JsonFile.Bytes(path), path) : JsonFile.Read<DirectoryFile>(path)).Checked(Path.GetFileName(path), now);

    /// <summary>Its shapes; the rules, and what needs the rest of the directory, are asked by the importer.</summary>
    public DirectoryFile Checked(string file, DateTimeOffset now)
    {
        var check = new Check();
        foreach (var (body, i) in (Bodies ?? []).Select((b, i) => (b, i)))
        {
            check.That(body is not null, $"bodies[{i}]", "must not be null");
            check.That(BodyRules.IsSlug(body?.Slug), $"bodies[{i}].slug", "is not a slug").Text(body?.Name, $"bodies[{i}].name", BodyRules.LongestName)
                .OneOf(body?.Kind, $"bodies[{i}].kind", BodyRules.Kinds).OneOf(body?.Handling, $"bodies[{i}].handling", BodyRules.Handlings)
                .That(body?.Kind != "project" || body.Foundation is not null, $"bodies[{i}].foundation", "must name the foundation that serves it");
            PolicyRules.Check(body?.Policy ?? new PolicyTerms(), $"bodies[{i}].policy.", check);
            FileRules.Check(body, $"bodies[{i}].", now, check);
            check.Responders(body?.Contacts, body?.CodeLink, body?.Conditions, body?.VerifiedOn, now);
        }

        foreach (var (seat, i) in (Seats ?? []).Select((s, i) => (s, i)))
        {
            check.That(BodyRules.IsSlug(seat?.Body), $"seats[{i}].body", "is not a slug");
            seat?.Request.Check(now, check, $"seats[{i}].");
            FileRules.Check(seat, $"seats[{i}].", now, check);
        }

        foreach (var (entry, i) in (Events ?? []).Select((e, i) => (e, i)))
        {
            (entry?.Request ?? new(null, null, null, null, null, null, null)).Check(now, check, $"events[{i}].");
        }

        check.That((Bodies ?? []).GroupBy(b => b?.Slug).All(g => g.Count() == 1), "bodies", "must name each slug once")
            .That((Events ?? []).GroupBy(e => e?.Slug).All(g => g.Count() == 1), "events", "must name each slug once");
        try
        {
            check.Throw();
            return this with { Bodies = Bodies?.Select((b, i) => b.Placed($"{file}, bodies[{i}].")).ToList() };
        }
        catch (ProblemException e)
        {
            throw new ImportFailure($"{file}: {e.Problem.Errors!.Select(pair => $"{pair.Key} {pair.Value[0]}").First()}.");
        }
    }

    internal sealed record BodyRecord(
        string Slug, string Name, string Kind, string Handling, string? Foundation, string? Parent, DateOnly? VerifiedOn, IReadOnlyList<string>? Contacts, string? CodeLink,
        IReadOnlyList<string>? Conditions, ProjectFigures? Figures, PolicyTerms? Policy)
    {
        /// <summary>Every version of the policy: earlier ones, the one in force, those to come. Instead of <see cref="Policy"/>.</summary>
        public IReadOnlyList<DatedTerms>? Policies { get; init; }

        /// <summary>Seats that watch, first first.</summary>
        public IReadOnlyList<Guid>? Duty { get; init; }

        /// <summary>How they take turns; null: they do not.</summary>
        public DutyTurns? DutyTurns { get; init; }

        public IReadOnlyList<OversightRecord>? Oversight { get; init; }

        /// <summary>Where <see cref="Policy"/> stands in the file.</summary>
        [JsonIgnore]
        public string? PolicyPlace { get; init; }

        /// <summary>With the place of every policy, where a table has not said it.</summary>
        public BodyRecord Placed(string at) => this with
        {
            PolicyPlace = PolicyPlace ?? at + "policy", Policies = Policies?.Select((p, i) => p with { Place = p.Place ?? $"{at}policies[{i}]" }).ToList(),
        };

        [JsonIgnore]
        public IReadOnlyList<DatedTerms> Dated => [.. (Policies ?? []).Select(p => p with { EffectiveFrom = p.EffectiveFrom.ToUniversalTime() })];
    }

    /// <summary>Who stands above seats of a body (P7): a person by name and accounts, or everybody who decides in another body.</summary>
    /// <param name="Seats">null: every deciding seat</param>
    internal sealed record OversightRecord(Guid Id, string Relation, string? Body, string? Name, IReadOnlyList<string>? Accounts, IReadOnlyList<Guid>? Seats)
    {
        [JsonIgnore]
        public OversightEntry Entry => new(
            Id, Relation, Body, Sensitive.OfOptional(Name, OversightEntry.OwnerOf(Id)), Accounts is { Count: > 0 } ? Sensitive.Of(Accounts, OversightEntry.OwnerOf(Id)) : null, Seats);

        /// <summary>An entry as it still means somebody: seats that ended are none of it. Null when none is left.</summary>
        public static OversightRecord? Of(OversightEntry entry, BodyState state, DateTimeOffset now)
        {
            var seats = entry.Seats?.Where(id => state.Seats.TryGetValue(id, out var seat) && seat.IsKept(now)).ToList();
            return seats is { Count: 0 } || (entry is { Body: null, Name.Value: null, Accounts.Value: null }) ? null : new(entry.Id, entry.Relation, entry.Body, entry.Name?.Value, entry.Accounts?.Value, seats);
        }

        public bool Says(OversightRecord other) =>
            (Id, Relation, Body, Name) == (other.Id, other.Relation, other.Body, other.Name) && (Accounts ?? []).SequenceEqual(other.Accounts ?? [])
            && (Seats is null) == (other.Seats is null) && (Seats ?? []).SequenceEqual(other.Seats ?? []);
    }

    /// <param name="Id">null: by body, address and role</param>
    internal sealed record SeatRecord(
        Guid? Id, string Body, string Email, string? Name, string Role, string? Appointment, bool Chair, int? Order, string? Employer, IReadOnlyList<string>? Accounts,
        DateTimeOffset? TermStart, DateTimeOffset? TermEnd)
    {
        /// <summary>Since when it is, or was, in force: a report that came in before is not its holder's to read (P8). Null: from this import on.</summary>
        public DateTimeOffset? FilledAt { get; init; }

        /// <summary>Seats, in the file or in the directory, that the same person holds or held.</summary>
        public IReadOnlyList<Guid>? SamePersonAs { get; init; }

        /// <summary>When it ended; such a seat opens nothing, but who held it is still matched (P1).</summary>
        public DateTimeOffset? EndedAt { get; init; }

        /// <summary>The honorary label of a seat that ended.</summary>
        public bool Emeritus { get; init; }

        /// <summary>What stood in the seat before, and is still matched.</summary>
        public IReadOnlyList<string>? FormerNames { get; init; }

        public IReadOnlyList<string>? FormerAccounts { get; init; }

        public IReadOnlyList<string>? FormerEmployers { get; init; }

        /// <summary>Of what stands in the seat, what its holder wrote there alone (P8). Null, as in files from before this was kept: nothing, whoever listed the seat stands for it.</summary>
        public IReadOnlyList<string>? OwnNames { get; init; }

        public IReadOnlyList<string>? OwnAccounts { get; init; }

        public IReadOnlyList<string>? OwnEmployers { get; init; }

        /// <summary>Of what stood in the seat before, what two people had agreed to. Null, as in files from before this was kept: nothing.</summary>
        public IReadOnlyList<string>? AgreedNames { get; init; }

        public IReadOnlyList<string>? AgreedAccounts { get; init; }

        public IReadOnlyList<string>? AgreedEmployers { get; init; }

        public HeldValues Own(Guid seat) => HeldValues.Of(seat, OwnNames ?? [], OwnAccounts ?? [], OwnEmployers ?? []);

        public HeldValues Agreed(Guid seat) => HeldValues.Of(seat, AgreedNames ?? [], AgreedAccounts ?? [], AgreedEmployers ?? []);

        public HeldValues Former(Guid seat) => HeldValues.Of(seat, FormerNames ?? [], FormerAccounts ?? [], FormerEmployers ?? []);

        [JsonIgnore]
        public SeatRequest Request => new(Email, null, Name, Role, Appointment, Chair, Employer, Accounts, TermStart, TermEnd, Order);
    }

    internal sealed record EventRecord(
        string Slug, string Name, string Producer, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Bodies, string? OffHoursContact)
    {
        [JsonIgnore]
        public RegisterEvent.EventRequest Request => new(Slug, Name, Producer, From, To, Bodies, OffHoursContact);
    }
}
