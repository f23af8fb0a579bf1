using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.IdentifyingSubjects;

/// <summary>
/// <c>POST /api/cases/{id}/subjects</c>: one seat says who the person is, a second agrees (P22). Without a person, and with <c>add</c> or where the case has nobody yet, one person more
/// (R66). Every other seat then answers the conflict question again; so it does when somebody of whom there was only a description gets a first name or account (P1).
/// </summary>
internal static class IdentifyingSubjects
{
    public const int MostName = TextLimits.Label * 2;

    public static void MapIdentifyingSubjects(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("subjects", async (request, scope) =>
    {
        var adds = request.Add ?? (request.Person is null && scope.State.Subjects.All(s => s.Mistaken));
        scope.Check
            .OneOf(request.Identification, "identification", "claimed", "confirmed")
            .Each(request.Accounts, "accounts", TextLimits.Account)
            .Optional(request.Name, "name", MostName)
            .Optional(request.Description, "description", TextLimits.Note)
            .That(!adds || request.Person is null, "person", "must be absent for one person more")
            .That(!adds || request.Accounts is { Count: > 0 } || !string.IsNullOrWhiteSpace(request.Name) || !string.IsNullOrWhiteSpace(request.Description), "accounts", "must say who it is");
        var person = adds ? Guid.Empty : scope.PersonOf(request.Person, "person");
        scope.Check.Throw();
        IReadOnlyList<string> accounts = [.. (request.Accounts ?? []).Select(BlindIndex.NormalAccount).Distinct()];
        return adds
            ? await AddAsync(request, accounts, scope)
            : await IdentifyAsync(new(scope.Seat, scope.Now, person, accounts, request.Name, request.Description, request.Identification == "confirmed"), scope);
    });

    private static async Task<CaseCommand> IdentifyAsync(CaseCommand.Identify said, CommandScope scope)
    {
        if (said.Accounts.Count == 0 && said.Name is null)
        {
            return said;
        }

        var screened = await ScreenAsync(new(said.Accounts, said.Name, said.Description), scope);
        var first = AskedAbout.FirstNames(scope.State, Persons.Claim(said, said.Accounts), described: true);
        return said with
        {
            SetAside = screened.Aside,
            Soft = screened.Soft,
            Described = first && await scope.Context.RequestServices.GetRequiredService<DescribedPersons>().AnyAsync(scope.State, scope.Seat, scope.Context.RequestAborted),
        };
    }

    private static Task<Screened> ScreenAsync(StatedPerson stated, CommandScope scope) =>
        scope.Context.RequestServices.GetRequiredService<SeatsSetAside>().OfPanelAsync(scope.State, $"seat:{scope.Seat}", scope.Context.RequestAborted, people: [stated]);

    private static async Task<CaseCommand> AddAsync(Request request, IReadOnlyList<string> accounts, CommandScope scope)
    {
        ETags.RequireMatch(scope.Context, scope.State.Version); // before anybody is put into the registry
        if (Availability.Of(scope.State, scope.Seat, "subjects") is not null)
        {
            return new CaseCommand.AddSubject(scope.Seat, scope.Now, request.Source, "", accounts, request.Name, request.Description); // refused by the rule
        }

        var (services, token, acting) = (scope.Context.RequestServices, scope.Context.RequestAborted, $"seat:{scope.Seat}");
        var stated = new StatedPerson(accounts, request.Name, request.Description);
        // Before anybody is asked: who it is, or has a tie to them, never learns of it.
        var screened = await ScreenAsync(stated, scope);
        var (person, codeName) = await services.GetRequiredService<PersonsFoundOut>().KnownAsync(scope.State.Body, request.Source, stated, acting, token);
        return new CaseCommand.AddSubject(scope.Seat, scope.Now, person, codeName, accounts, request.Name, request.Description) { SetAside = screened.Aside, Soft = screened.Soft };
    }

    internal sealed record Request(Guid? Person, bool? Add, IReadOnlyList<string>? Accounts, string? Name, string? Description, string? Identification)
    {
        /// <summary>The same in every attempt of one request.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public Guid Source { get; } = Ids.New();
    }
}
