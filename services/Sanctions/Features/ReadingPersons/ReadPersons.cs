using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingPersons;

/// <summary>
/// <c>GET /api/persons/{id}</c> (R66): who it is. Opening it is on record, in the same moment or not at all; <c>…/reads</c> is that record: to who keeps the registry whole, to a body its own and the keepers' readings, so that no
/// body learns of another's.
/// </summary>
internal sealed class ReadPersons(PersonDoor door, PersonLog log, CodeNames names, PersonRegistry registry, IEventStore store)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/persons/{id:guid}", (Guid id, HttpContext context, ReadPersons persons) => persons.GetAsync(id, context)).For(CallerKind.Seat);
        routes.MapGet("/api/persons/{id:guid}/reads", (Guid id, HttpContext context, ReadPersons persons) => persons.ReadsAsync(id, context)).For(CallerKind.Seat);
    }

    private async Task<IResult> GetAsync(Guid id, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        var open = await door.OpenAsync(context.Caller(), id, cancellationToken);
        var accounts = await registry.AccountsAsync(open.Root.Key.Id, cancellationToken);
        var view = new PersonIdentity(
            id, (await names.OfAsync(open.Body, [id], cancellationToken))[0], open.People.Any(p => p.State.Confirmed) ? "confirmed" : "claimed", [.. accounts.Select(a => a.Account)],
            [.. open.People.Select(p => p.State.Name).OfType<string>().Distinct()],
            open.Keeper is null ? null : await KeptAsync(open, cancellationToken));
        await log.NoteAsync(open, context.Caller(), cancellationToken);
        context.Response.Headers.ETag = ETags.Of(open.Root.Version);
        return Results.Json(view, Json.Options);
    }

    private async Task<IResult> ReadsAsync(Guid id, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        var open = await door.OpenAsync(context.Caller(), id, cancellationToken);
        var paging = Paging.Of(context);
        var reads = (await log.ReadAsync(open, cancellationToken))
            .Where(r => open.Keeper is not null || r.Body == open.Body || r.Because == PersonDoor.Registry)
            .SkipWhile(r => paging.AfterId() != Guid.Empty && r.Id != paging.AfterId()).Skip(paging.AfterId() == Guid.Empty ? 0 : 1);
        return Results.Json(paging.Page([.. reads.Take(paging.Limit + 1)], r => r.Id.ToString()), Json.Options);
    }

    private async Task<KeptView> KeptAsync(OpenPerson open, CancellationToken cancellationToken)
    {
        var changes = new List<PersonChangeView>();
        foreach (var stream in await store.ReadAsync([.. open.People.Select(p => p.Key)], cancellationToken))
        {
            changes.AddRange(stream.Events.Select(PersonChangeView.Of).OfType<PersonChangeView>());
        }

        return new(
            [.. open.People.Select(p => p.Key.Id)], open.Root.State.Wrong.Count == 0 ? null : open.Root.State.Wrong, [.. changes.OrderBy(c => c.At)]);
    }
}

/// <param name="Identification">claimed, confirmed</param>
/// <param name="Names">as reports said</param>
/// <param name="Kept">for who keeps the registry</param>
internal sealed record PersonIdentity(Guid Id, string CodeName, string Identification, IReadOnlyList<string> Accounts, IReadOnlyList<string> Names, KeptView? Kept);

/// <param name="Together">every id under which the person is known</param>
/// <param name="Erroneous">accounts that led here and are somebody else's</param>
internal sealed record KeptView(IReadOnlyList<Guid> Together, IReadOnlyList<string>? Erroneous, IReadOnlyList<PersonChangeView> Changes);

/// <summary>What was changed about who is who: when, by whom and why.</summary>
/// <param name="Kind">mergeAsked, splitAsked; merged, takenIn, split, parted</param>
/// <param name="Case">whose panel found it; null: two who keep the registry</param>
internal sealed record PersonChangeView(string Kind, DateTimeOffset At, Guid? By, string? Role, Guid? Case, Guid? Other, IReadOnlyList<string>? Accounts, string? Reason)
{
    public static PersonChangeView? Of(StoredEvent stored)
    {
        var (at, by, role) = (stored.At, stored.Context.Seat, stored.Context.Role);
        return stored.Data switch
        {
            PersonEvent.PersonChangeAsked e => new($"{e.Kind}Asked", at, e.Seat, role, null, e.With, e.Accounts.Count == 0 ? null : PersonState.Readable(e.Accounts), e.Reason.Value),
            PersonEvent.PersonMerged e => new("merged", at, by, role, e.Case, e.Into, null, null),
            PersonEvent.PersonTakenIn e => new("takenIn", at, by, role, e.Case, e.Person, PersonState.Readable(e.Accounts), null),
            PersonEvent.PersonSplit e => new("split", at, by, role, e.Case, e.Other, PersonState.Readable(e.Accounts), null),
            PersonEvent.PersonParted e => new("parted", at, by, role, null, e.From, PersonState.Readable(e.Accounts), null),
            _ => null,
        };
    }
}
