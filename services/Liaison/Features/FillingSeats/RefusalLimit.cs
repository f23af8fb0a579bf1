using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.FillingSeats;

/// <summary>429 for who was told too often in a day that people elsewhere speak against a seat.</summary>
internal sealed class RefusalLimit(BodyDirectory directory, ServiceSettings settings, DomainClock clock)
{
    private readonly int most = settings.Demo ? 200 : 5;

    public async Task RequireFewAsync(Asker asker, CancellationToken cancellationToken)
    {
        var bodies = await directory.ListAsync(null, int.MaxValue, cancellationToken);
        if (RefusedSeats.Wait(bodies.SelectMany(b => b.State.Refused), asker.Account, most, clock.GetUtcNow()) is { } wait)
        {
            throw new ProblemException(Problems.TooManyRequests((int)Math.Ceiling(wait.TotalSeconds)));
        }
    }
}
