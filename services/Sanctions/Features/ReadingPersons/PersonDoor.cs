using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingPersons;

/// <summary>
/// For whom somebody of the registry is there (R66): who works on a measure about them that their body decided or adopted, and who decides for the foundation, which keeps the registry for its bodies, once it is confirmed who it is.
/// For nobody who is too close to any of it, by whatever seat and whatever name the person has: a conflict goes with the person (P1). For all others they do not exist, and finding that out takes the same way.
/// </summary>
internal sealed class PersonDoor(PersonRegistry registry, BodyDirectory directory, Finder finder, Streams streams, Wall wall, ServiceChannel channel)
{
    public const string Registry = "registry";
    private const string Issuer = "issuer";
    private const string Adopter = "adopter";

    /// <exception cref="ProblemException">404, for any reason</exception>
    public async Task<OpenPerson> OpenAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, cancellationToken) ?? throw new ProblemException(Problems.NotFound);

    /// <summary>The same for who keeps the registry; 409 for who sees the person and does not.</summary>
    public async Task<OpenPerson> KeepingAsync(Caller caller, Guid id, CancellationToken cancellationToken) => await OpenAsync(caller, id, cancellationToken) switch
    {
        { Keeper: { } keeper } open => open with { Seat = keeper, Body = keeper.Body, Because = Registry },
        _ => throw new ProblemException(Problems.Refused("registryOnly", "R66", "Who keeps the registry joins and parts its persons, because that is so for every body.")),
    };

    private async Task<OpenPerson?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        TicketSeat[] deciding = [.. caller.Seats.Where(s => Caller.Decides(s.Role))];
        if (deciding.Length == 0)
        {
            return null; // whatever the id
        }

        var together = await registry.TogetherAsync(id, cancellationToken);
        var rows = await finder.EverImposedOnAsync(id, cancellationToken);
        var people = await streams.PersonsAsync(together, cancellationToken);
        var aside = await AsideAsync(together, caller, deciding[0], cancellationToken);
        AskingSeat[] asking = [.. deciding.Select(s => new AskingSeat(s.Id, s.Body, s.Role))];
        var worked = await wall.WorkedOnAsync(asking, rows.Count == 0 ? [id] : [.. rows.Select(r => r.Key.Id)], cancellationToken);
        var notices = await NoticesAsync(rows, cancellationToken);
        if (aside.Aside || !people[0].State.Exists || notices.Any(n => deciding.Any(s => n.State.ConflictOf(s.Id) == "hard")))
        {
            return null;
        }

        List<Guid> apart = [.. people.SelectMany(p => p.State.Apart).Except(together)];
        var around = aside.Bodies.Concat(await ImposersAsync(rows, apart, cancellationToken));
        var keeper = await KeeperAsync(deciding, people.Any(p => p.State.Confirmed), around, cancellationToken);
        // What was wrong about a person names who was taken for them.
        if (keeper is not null && apart.Count > 0 && (await AsideAsync(apart, caller, keeper, cancellationToken)).Aside)
        {
            keeper = null;
        }

        foreach (var row in rows.Where(r => worked.GetValueOrDefault(r.Key.Id) is { ByKindAndPlace: false }))
        {
            var acting = (await directory.FindAsync(row.Key.Tenant, cancellationToken))?.ActingBody ?? row.Key.Tenant;
            if (deciding.FirstOrDefault(s => s.Body == acting && Knows(row, s)) is { } seat)
            {
                return new(id, people, seat, row.Key.Tenant, row.Basis == SanctionBasis.Adopted ? Adopter : Issuer, keeper, aside.Hard);
            }
        }

        return keeper is null ? null : new(id, people, keeper, keeper.Body, Registry, keeper, aside.Hard);

        // Of what their body adopted, who stated no conflict to it (P18).
        bool Knows(SanctionRow row, TicketSeat seat) => row.Basis != SanctionBasis.Adopted || notices.Any(n => n.Key.Id == row.Notice && n.State.ConflictOf(seat.Id) == "none");
    }

    // Who was parted from somebody is kept by who keeps that one: otherwise nobody could take it back.
    private async Task<IEnumerable<string>> ImposersAsync(IReadOnlyList<SanctionRow> rows, IReadOnlyList<Guid> apart, CancellationToken cancellationToken)
    {
        var all = rows.ToList();
        foreach (var person in apart)
        {
            all.AddRange(await finder.EverImposedOnAsync(person, cancellationToken));
        }

        return all.Where(r => r.Basis != SanctionBasis.Interim).Select(r => r.Key.Tenant);
    }

    private async Task<PersonAside> AsideAsync(IReadOnlyList<Guid> persons, Caller caller, TicketSeat seat, CancellationToken cancellationToken) =>
        await channel.PostAsync<PersonAside>("cases", "/internal/persons/aside", new PersonAsideQuestion(persons, caller.Seats), $"seat:{seat.Id}", cancellationToken)
        ?? throw new HttpRequestException("Cases does not say who is too close.");

    // By which any of it was offered, under any name of the person.
    private async Task<IReadOnlyList<Loaded<NoticeState>>> NoticesAsync(IReadOnlyList<SanctionRow> rows, CancellationToken cancellationToken) =>
        await streams.NoticesAsync(
            [.. (await streams.SanctionsAsync([.. rows.Select(r => r.Key)], cancellationToken)).SelectMany(s => s.State.Notices).Select(n => new StreamKey(n.Body, n.Notice))], cancellationToken);

    private async Task<TicketSeat?> KeeperAsync(TicketSeat[] deciding, bool confirmed, IEnumerable<string> about, CancellationToken cancellationToken)
    {
        if (!confirmed)
        {
            return null; // goes with its report (architecture.md "Persons")
        }

        var foundations = new HashSet<string>();
        foreach (var slug in about.Distinct())
        {
            if (await directory.FindAsync(slug, cancellationToken) is { } body)
            {
                foundations.Add(body.Foundation);
            }
        }

        foreach (var seat in deciding.Where(s => foundations.Contains(s.Body)))
        {
            if ((await directory.FindAsync(seat.Body, cancellationToken))?.Kind == "foundation")
            {
                return seat;
            }
        }

        return null;
    }
}

/// <summary>Somebody, as they are there for one caller.</summary>
/// <param name="Id">by which it was asked</param>
/// <param name="People">under every name, the one first under which the accounts are found</param>
/// <param name="Body">whose code name the person has here</param>
/// <param name="Because">issuer, adopter, registry</param>
/// <param name="Keeper">the caller's seat that keeps the registry</param>
/// <param name="Hard">seats that are too close to a case about them</param>
internal sealed record OpenPerson(Guid Id, IReadOnlyList<Loaded<PersonState>> People, TicketSeat Seat, string Body, string Because, TicketSeat? Keeper, IReadOnlyList<Guid> Hard)
{
    public Loaded<PersonState> Root => People[0];
}
