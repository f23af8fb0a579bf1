using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>
/// A body as it may take a case: without the seats that its reports, its committee, or an appeal set aside. Whatever moves by itself finds its next owner here; where somebody over there answers, Liaison
/// asks us whom to set aside (<see cref="AnsweringWhomCasesSetAside"/>).
/// </summary>
internal sealed class Receivers(ServiceChannel channel, CaseFinder finder)
{
    /// <param name="at">whose seats count: those of the receipt date for a joint partner (P8), else those of now</param>
    /// <returns>null: Liaison does not know the body</returns>
    public async Task<HandlingBody?> FindAsync(CaseState state, string body, string acting, CancellationToken cancellationToken, DateTimeOffset? at = null) =>
        await AskAsync(await QuestionAsync(state, state.AppealOf is not null, cancellationToken) with { At = at }, body, acting, cancellationToken);

    /// <summary>The first of these bodies with enough seats; where none has, the first with any.</summary>
    /// <param name="appeal">nobody who was asked about the matter takes part (P15)</param>
    public async Task<HandlingBody?> NearestAsync(
        CaseState state, IReadOnlyList<string> bodies, bool appeal, Func<HandlingBody, int> enough, string acting, CancellationToken cancellationToken)
    {
        HandlingBody? best = null;
        var question = await QuestionAsync(state, appeal, cancellationToken);
        foreach (var slug in bodies)
        {
            var body = await AskAsync(question, slug, acting, cancellationToken);
            var seats = body is null ? 0 : Deciding(body);
            if (body is not null && seats >= enough(body))
            {
                return body;
            }

            best = seats > 0 ? best ?? body : best;
        }

        return best;
    }

    /// <summary>Whether anybody there decides cases at all, whoever this one would set aside: that much anybody may know.</summary>
    public async Task<bool> HasSeatsAsync(string body, string acting, CancellationToken cancellationToken) =>
        await AskAsync(new([]), body, acting, cancellationToken) is { } found && Deciding(found) > 0;

    /// <summary>How many seats of it can decide this.</summary>
    public static int Deciding(HandlingBody body) => body.Seats.Count(s => s is { Role: "member" or "alternate", Overseen: false });

    // Who answered hard here sits in the next body too, by whatever seat; of an appeal everybody who was asked stays away.
    private async Task<HandlingQuestion> QuestionAsync(CaseState state, bool appeal, CancellationToken cancellationToken)
    {
        var things = Domain.Appealing.Things(state);
        return new([.. state.ThreadIds], Domain.OpeningByCommittee.SaidToBe(state), [.. appeal ? await finder.HandlersOfAsync(things, cancellationToken) : await finder.HardOfAsync(things, cancellationToken)]);
    }

    private Task<HandlingBody?> AskAsync(HandlingQuestion question, string body, string acting, CancellationToken cancellationToken) =>
        channel.PostAsync<HandlingBody>("liaison", $"/internal/handling/{body}", question, acting, cancellationToken);
}
