using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.TellingAccused;

/// <summary>Asks Intake, which keeps rooms and their codes.</summary>
internal sealed class RoomDoor(ServiceChannel channel)
{
    /// <summary>A new one-time code for the person's room.</summary>
    /// <exception cref="ProblemException">409 when the person has come in meanwhile</exception>
    public async Task<string> OpenAsync(CaseState state, CaseCommand.NoticeAccused c, CancellationToken cancellationToken)
    {
        var request = new RoomRequest(Domain.TellingAccused.RoomOf(state, c.Person), state.Id, c.Person, state.Incident, c.Seat, Domain.TellingAccused.NextNumber(state, c.Person), state.Body);
        var answer = await channel.PostAsync<RoomAnswer>("intake", "/internal/rooms", request, $"seat:{c.Seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
        return answer.Code ?? throw new ProblemException(Problems.Refused("roomEntered", "P6", "The person is in the room already; write to them there."));
    }

    /// <summary>Whether who reported is one of those it happened to.</summary>
    public async Task<bool> HappenedToReporterAsync(Guid report, Guid seat, CancellationToken cancellationToken) =>
        (await KnownAsync(report, seat, cancellationToken)).People?.Any(p => p.Self) == true;

    /// <summary>Whom it happened to in those reports of which somebody is not known to know (P4); empty: they all know.</summary>
    public async Task<IReadOnlyList<AffectedByIt>> UnawareAsync(CaseState state, Guid seat, CancellationToken cancellationToken)
    {
        var who = new List<AffectedByIt>();
        foreach (var report in state.ReportIds)
        {
            if (await KnownAsync(report, seat, cancellationToken) is { Unaware: true } known)
            {
                List<AffectedByIt> people = [.. (known.People ?? []).Where(p => !p.Self).Select(p => new AffectedByIt(report, p.Id))];
                who.AddRange(people.Count > 0 ? people : [new(report, report)]);
            }
        }

        return who;
    }

    private async Task<AffectedKnowledge> KnownAsync(Guid report, Guid seat, CancellationToken cancellationToken) =>
        await channel.GetAsync<AffectedKnowledge>("intake", $"/internal/reports/{report}/affected-knowledge", $"seat:{seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
}
