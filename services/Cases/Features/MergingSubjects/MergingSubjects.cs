using Coc.Cases.Domain;
using Coc.Cases.Features.IdentifyingSubjects;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.MergingSubjects;

/// <summary>
/// <c>POST /api/cases/{id}/subjects/{person}/merge</c> <c>{into, reason}</c>: two persons of the case are one; it takes two seats. <c>…/split</c> <c>{accounts?, name?, description?, things?, reason}</c>: one is two; <c>things</c> are
/// hearings and interim measures that are the other's (R66). Every other seat then answers the conflict question again. 409 <c>voteOpen</c> while a proposal about them is on the table.
/// </summary>
internal static class MergingSubjects
{
    public static void MapMergingSubjects(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Same>("subjects/{thing}/merge", async (request, scope) =>
        {
            scope.Check.That(request.Into is { } named && named != scope.Thing && IsKnown(scope.State, named), "into", "must be another person of this case").Text(request.Reason, "reason", TextLimits.Reason).Throw();
            return new CaseCommand.MergeSubjects(scope.Seat, scope.Now, scope.Thing, request.Into!.Value, request.Reason!) { SetAside = (await ScreenAsync(scope, [])).Aside };
        }, IsKnown);
        cases.MapCommand<Two>("subjects/{thing}/split", async (request, scope) =>
        {
            scope.Check
                .Each(request.Accounts, "accounts", TextLimits.Account)
                .Optional(request.Name, "name", IdentifyingSubjects.IdentifyingSubjects.MostName)
                .Optional(request.Description, "description", TextLimits.Note)
                .That(request.Accounts is { Count: > 0 } || !string.IsNullOrWhiteSpace(request.Name) || !string.IsNullOrWhiteSpace(request.Description), "accounts", "must say who the other is")
                .That((request.Things ?? []).All(Merging.ThingsOf(scope.State, scope.Thing).Contains), "things", "must be hearings or interim measures of this person")
                .Text(request.Reason, "reason", TextLimits.Reason)
                .Throw();
            IReadOnlyList<string> accounts = [.. (request.Accounts ?? []).Select(BlindIndex.NormalAccount).Distinct()];
            return await SplitAsync(request, accounts, scope);
        }, IsKnown);
    }

    private static bool IsKnown(CaseState state, Guid person) => state.SubjectOf(person) is { Mistaken: false };

    private static async Task<CaseCommand> SplitAsync(Two request, IReadOnlyList<string> accounts, CommandScope scope)
    {
        ETags.RequireMatch(scope.Context, scope.State.Version); // before anybody is put into the registry
        var (other, codeName, screened) = (request.Source, "", new Screened([], []));
        if (Availability.Of(scope.State, scope.Seat, Merging.Parting) is null)
        {
            var (services, acting, token) = (scope.Context.RequestServices, $"seat:{scope.Seat}", scope.Context.RequestAborted);
            screened = await ScreenAsync(scope, [new StatedPerson(accounts, request.Name, request.Description)]);
            // Without accounts: those lead to the first person until two seats say whose they are.
            (other, codeName) = await services.GetRequiredService<PersonsFoundOut>().KnownAsync(scope.State.Body, request.Source, new StatedPerson([], request.Name, request.Description), acting, token);
        }

        return new CaseCommand.SplitSubject(scope.Seat, scope.Now, scope.Thing, other, codeName, accounts, request.Name, request.Description, request.Things ?? [], request.Reason!) { SetAside = screened.Aside, Soft = screened.Soft };
    }

    private static Task<Screened> ScreenAsync(CommandScope scope, IReadOnlyList<StatedPerson> people) =>
        scope.Context.RequestServices.GetRequiredService<SeatsSetAside>().OfPanelAsync(scope.State, $"seat:{scope.Seat}", scope.Context.RequestAborted, people: people);

    internal sealed record Same(Guid? Into, string? Reason);

    internal sealed record Two(IReadOnlyList<string>? Accounts, string? Name, string? Description, IReadOnlyList<Guid>? Things, string? Reason)
    {
        /// <summary>The same in every attempt of one request.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public Guid Source { get; } = Ids.New();
    }
}
