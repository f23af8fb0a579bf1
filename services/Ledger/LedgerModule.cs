using Coc.Contracts;
using Coc.Contracts.Ledger;
using Coc.Ledger.Consumers;
using Coc.Ledger.Features.KeepingHeads;
using Coc.Ledger.Features.Tracing;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;

namespace Coc.Ledger;

/// <summary>The trail of every step, joined across services.</summary>
internal static class LedgerModule
{
    /// <summary>What a connection has to be set to before the graph shows a row: it belongs to no body, its reader is the wall.</summary>
    public const string Tenant = "*trail*";

    public static void AddLedger(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        // Nothing is published from here: the Ledger ends every chain of messages.
        builder.AddMessaging(settings, new PublishingTable(), s => s
            .HandleTogether<StepRecorded, StepRecordedHandler>()
            .Handle<HeadPublished, HeadPublishedHandler>());
        builder.Services.AddSingleton<HeadLog>();
        builder.Services.AddSingleton<StepGraph>();
        builder.Services.AddSingleton<TrailWall>();
    }

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.MapTrail();
        api.MapHeads();
    }
}
