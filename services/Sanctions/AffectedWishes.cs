using Coc.Platform;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Asks the case of a measure whether somebody wishes to be told before it ends (P14); who, is not asked. Of a copy nobody is asked: its origin's case is another body's.</summary>
internal sealed class AffectedWishes(ServiceChannel channel)
{
    private static readonly string Acting = $"system:{Ids.V5(Guid.Empty, "sanctions:wishes")}";

    /// <summary>Null: nothing has to wait.</summary>
    public async Task<DateTimeOffset?> NotBeforeAsync(SanctionState sanction, DateTimeOffset now, CancellationToken cancellationToken) =>
        sanction.Imposed is { Basis.Kind: "own", Sanction: var id } && await channel.GetAsync<Contracts.Channel.AheadAnswer>("cases", $"/internal/told-ahead/{id}", Acting, cancellationToken) is { Wished: true } ? now + Ahead.Of : null;
}
