using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingPersons;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ChangingPersons;

/// <summary>
/// <c>POST /api/persons/{id}/merge</c> <c>{with, reason}</c> and <c>/split</c> <c>{accounts, reason}</c> (R66): two seats that keep the registry, alike, for every body. 202 after the first, 200 after the second. Whoever acts knows
/// both persons; who does not know the other one is told that there is none.
/// </summary>
internal sealed class ChangePersons(PersonDoor door, Streams streams, PersonRegistry registry, Finder finder, PersonJoiner joiner, WrongLinks wrong, CommandRunner runner)
{
    private const int MostAccounts = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/persons/{id:guid}/merge", (Guid id, HttpContext context, ChangePersons change) => change.MergeAsync(id, context)).For(CallerKind.Seat);
        routes.MapPost("/api/persons/{id:guid}/split", (Guid id, HttpContext context, ChangePersons change) => change.SplitAsync(id, context)).For(CallerKind.Seat);
    }

    private async Task<IResult> MergeAsync(Guid id, HttpContext context)
    {
        var open = await door.KeepingAsync(context.Caller(), id, context.RequestAborted);
        var request = await context.ReadAsync<Merging>();
        new Check().That(request.With is not null, "with", "must not be empty").That(request.With != id, "with", "must be another person").Text(request.Reason, "reason", 10_000).Throw();
        var with = await door.KeepingAsync(context.Caller(), request.With!.Value, context.RequestAborted);
        return await runner.RunAsync(context, open.Seat, async cancellationToken =>
        {
            var changes = new Changes();
            var (into, person) = (await RootAsync(id, cancellationToken), await RootAsync(request.With.Value, cancellationToken));
            Match(context, into);
            if (into.Key == person.Key)
            {
                return new Attempt(changes, () => Answer.Of(200, new Changed(id, "merge", "done", request.With)), null); // so it is already
            }

            var ask = new PersonCommand.AskChange(open.Seat.Id, SeatsOf(context), new PersonChange(PersonChange.Merge, person.Key.Id, []), request.Reason!, person.State);
            var agreed = Ask(changes, ask, into);
            if (agreed)
            {
                await joiner.JoinAsync(changes, person, into, null, [.. open.Hard, .. with.Hard], runner.Now, cancellationToken);
            }

            return new Attempt(changes, () => Answer.Of(agreed ? 200 : 202, new Changed(id, "merge", agreed ? "done" : "asked", request.With)), null);
        });
    }

    private async Task<IResult> SplitAsync(Guid id, HttpContext context)
    {
        var open = await door.KeepingAsync(context.Caller(), id, context.RequestAborted);
        var request = await context.ReadAsync<Splitting>();
        var stated = request.Accounts ?? [];
        var check = new Check().That(stated.Count > 0, "accounts", "must name at least one account").AtMost(stated, "accounts", MostAccounts).Text(request.Reason, "reason", 10_000);
        foreach (var (account, i) in stated.Take(MostAccounts).Select((a, i) => (a, i)))
        {
            check.Account(account, $"accounts[{i}]");
        }

        check.Throw();
        string[] accounts = [.. stated.Select(a => BlindIndex.NormalAccount(a!)).Distinct()];
        return await runner.RunAsync(context, open.Seat, async cancellationToken =>
        {
            var changes = new Changes();
            var person = await RootAsync(id, cancellationToken);
            Match(context, person);
            var agreed = Ask(changes, new PersonCommand.AskChange(open.Seat.Id, SeatsOf(context), new PersonChange(PersonChange.Split, null, accounts), request.Reason!), person);
            var other = agreed ? await PartAsync(changes, person, accounts, cancellationToken) : (Guid?)null;
            return new Attempt(changes, () => Answer.Of(agreed ? 200 : 202, new Changed(id, "split", agreed ? "done" : "asked", other)), null);
        });
    }

    // What was asked is on record also where it is agreed at once.
    private static bool Ask(Changes changes, PersonCommand.AskChange ask, Loaded<PersonState> person)
    {
        var asked = CommandRunner.Accepted(PersonDecider.Decide(ask, person.State));
        if (asked.Count > 0)
        {
            changes.Add(person.Key, Streams.PersonType, person.Version, asked);
        }

        return PersonChanging.Seconds(ask, person.Key.Id, person.State);
    }

    private async Task<Guid> PartAsync(Changes changes, Loaded<PersonState> person, string[] named, CancellationToken cancellationToken)
    {
        var (plan, now) = (Parting.Of(person.State, named).Plan!, runner.Now);
        var other = (await streams.PersonsAsync([plan.Member ?? Ids.V5(person.Key.Id, $"split:{person.Version}")], cancellationToken))[0];
        var imposed = await finder.EverImposedOnAsync(person.Key.Id, cancellationToken);
        var theirs = await OfAsync(other.Key.Id, imposed, cancellationToken);
        // What came with the other goes with the other's erasure; of what was stated for this one it stays known that it was wrong.
        var owner = plan.Member is { } member ? PersonEvent.OwnerOf(member) : PersonEvent.Owner;
        changes.Add(person.Key, Streams.PersonType, person.Version, [new PersonEvent.PersonSplit(null, other.Key.Id, PersonDecider.Mark(plan.Accounts, owner))]);
        changes.Add(other.Key, Streams.PersonType, other.Version, [new PersonEvent.PersonParted(person.Key.Id, PersonDecider.Mark(plan.Accounts))]);
        changes.Add(registry.Led(person.Key.Id, other.Key.Id, plan.Accounts));
        changes.Add(PersonRegistry.Parted(person.Key.Id, other.Key.Id));
        changes.Add(Tables.ReadRows.Due(Effects.ReachDue, person.Key, now));
        changes.Add(Tables.ReadRows.Due(Effects.ReachDue, other.Key, now));
        await wrong.CorrectAsync(changes, [.. imposed.Except(theirs)], plan.Accounts, now, cancellationToken);
        await wrong.CorrectAsync(changes, theirs, [.. person.State.Accounts.Except(plan.Accounts)], now, cancellationToken);
        return other.Key.Id;
    }

    // Imposed under that very name: it goes with it.
    private async Task<IReadOnlyList<SanctionRow>> OfAsync(Guid person, IReadOnlyList<SanctionRow> imposed, CancellationToken cancellationToken)
    {
        var states = await streams.SanctionsAsync([.. imposed.Select(r => r.Key)], cancellationToken);
        return [.. imposed.Zip(states).Where(s => s.Second.State.Imposed!.Person == person).Select(s => s.First)];
    }

    private async Task<Loaded<PersonState>> RootAsync(Guid person, CancellationToken cancellationToken) =>
        (await streams.PersonsAsync([await registry.RootAsync(person, cancellationToken)], cancellationToken))[0];

    private static void Match(HttpContext context, Loaded<PersonState> person)
    {
        if (context.Request.Headers.IfMatch.Count > 0)
        {
            ETags.RequireMatch(context, person.Version);
        }
    }

    private static Guid[] SeatsOf(HttpContext context) => [.. context.Caller().Seats.Select(s => s.Id)];

    private sealed record Merging(Guid? With, string? Reason);

    private sealed record Splitting(IReadOnlyList<string?>? Accounts, string? Reason);

    /// <param name="State">asked, done</param>
    /// <param name="Other">the other person of a merge; of a split, once it is so, whose those accounts are</param>
    private sealed record Changed(Guid Person, string Change, string State, Guid? Other);
}
