using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Identity.Notifying;

/// <summary>Something that may wait, and who knows for whom.</summary>
internal sealed record Awaited(string Kind, Guid Thing, string Service, string Body, Guid Guard);

/// <summary>Asks the owner of a thing for whom it waits. Identity tells who holds which seats, the owner decides behind its wall.</summary>
internal sealed class Audience(NpgsqlDataSource database, ServiceChannel channel, DomainClock clock)
{
    private const int AtOnce = 500;

    // All seats of each person, because one hard conflict counts for all of them; none whose term is over ($4), whatever was heard of it. Who has not taken up the invitation has not proved that the address is theirs.
    private const string People =
        """
        with held as (select account, seat, body, role, chair from app.memberships where term_end is null or term_end > $4)
        select m.account, m.seat, m.body, m.role, m.chair from held m join app.accounts a on a.id = m.account and a.email_confirmed
        where m.account in (select account from held where seat = any ($1) or body = any ($2) or account = any ($3)) order by m.account, m.seat
        """;

    /// <summary>Whether it is urgent, and the accounts it waits for; null when it waits for nobody any more.</summary>
    /// <exception cref="HttpRequestException">the owner cannot be asked now</exception>
    public async Task<(bool Urgent, IReadOnlyList<Guid> Accounts)?> OfAsync(Awaited thing, CancellationToken cancellationToken)
    {
        if (await AskAsync(thing, [], cancellationToken) is not { } meant)
        {
            return null;
        }

        var accounts = new List<Guid>();
        foreach (var some in (await PeopleAsync(meant.Seats, meant.Bodies, [], cancellationToken)).Chunk(AtOnce))
        {
            accounts.AddRange((await AskAsync(thing, some, cancellationToken))?.Accounts ?? []);
        }

        return (meant.Urgent, accounts);
    }

    /// <summary>Whether it waits for this one now.</summary>
    public async Task<bool> IsForAsync(Awaited thing, Guid account, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync([], [], [account], cancellationToken);
        return people.Count > 0 && (await AskAsync(thing, people, cancellationToken))?.Accounts.Contains(account) == true;
    }

    private Task<WaitingAnswer?> AskAsync(Awaited thing, IReadOnlyList<AskedPerson> people, CancellationToken cancellationToken) => channel.PostAsync<WaitingAnswer>(
        thing.Service, "/internal/waiting", new WaitingQuestion(thing.Kind, thing.Thing, thing.Body, thing.Guard, people), $"system:{thing.Thing}", cancellationToken);

    private async Task<IReadOnlyList<AskedPerson>> PeopleAsync(
        IReadOnlyList<Guid> seats, IReadOnlyList<string> bodies, IReadOnlyList<Guid> accounts, CancellationToken cancellationToken)
    {
        var rows = await database.CreateBatch().Add(People, seats.ToArray(), bodies.ToArray(), accounts.ToArray(), clock.GetUtcNow())
            .ListAsync(r => (Account: r.GetGuid(0), Seat: new TicketSeat(r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetBoolean(4))), cancellationToken);
        return [.. rows.GroupBy(r => r.Account).Select(g => new AskedPerson(g.Key, [.. g.Select(r => r.Seat)]))];
    }
}
