using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.Importing;

/// <summary>Who came with a file has no password yet: one invitation a person, the same one when asked again while it is open.</summary>
internal sealed class DirectoryInvitations(BodyDirectory directory, ServiceChannel channel, DomainClock clock)
{
    private const int AtOnce = 4;

    public async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var holders = (await directory.ListAsync(null, int.MaxValue, cancellationToken))
            .SelectMany(b => b.State.Seats.Values.Where(s => s.IsKept(now) && s.Terms.Email?.Value is not null).Select(s => (Body: b.Slug, Seat: s)))
            .GroupBy(s => s.Seat.Account).Select(g => g.First()).ToList();
        var rows = new string?[holders.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, holders.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, stop) => rows[i] = await RowAsync(holders[i].Body, holders[i].Seat, stop));
        return string.Join('\n', rows.OfType<string>().Prepend("body,role,email,code")) + "\n";
    }

    // An address holds no comma, quote or line end: the directory takes none.
    private async Task<string?> RowAsync(string body, Seat seat, CancellationToken cancellationToken)
    {
        var address = seat.Terms.Email!.Value!;
        var answer = await channel.PostAsync<InvitationAnswer>(
            "identity", "/internal/invitations", new InvitationRequest(seat.Id, address, seat.Terms.Name?.Value), $"system:{seat.Id}", cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        return answer.Code is { } code ? $"{body},{seat.Terms.Role},{address},{code}" : null;
    }
}
