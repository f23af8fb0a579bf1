using Coc.Contracts;
using Coc.Platform.Configuration;
using Coc.Platform.Health;
using Coc.Platform.Maintenance;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Platform.Messaging;

/// <summary>The bus of a service: what it takes, what it publishes. Retry, inbox and order are set here once, for all.</summary>
public static class MessagingSetup
{
    /// <summary>Connects to the broker, one quorum queue per consumer, and starts the relay for what <paramref name="publishing"/> publishes.</summary>
    public static void AddMessaging(this WebApplicationBuilder builder, ServiceSettings settings, PublishingTable publishing, Action<Subscriptions> subscribe)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(subscribe);
        var subscriptions = new Subscriptions(builder.Services);
        subscribe(subscriptions);
        builder.Services.AddSingleton(subscriptions);
        builder.Services.AddSingleton(publishing);
        builder.Services.AddSingleton<InboxGate>();
        builder.Services.AddSingleton<IBrokerHealth, BrokerHealth>();
        if (publishing.EventTypes.Count > 0 && !HostedSteps.Asked)
        {
            builder.Services.AddHostedService<Relay>();
            if (settings.SigningKey.Length > 0)
            {
                builder.Services.AddHostedService<HeadKeeper>();
            }
        }

        builder.Services.Configure<MassTransitHostOptions>(o => o.WaitUntilStarted = false); // reports are taken without a broker
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(typeof(InboxConsumer<>).MakeGenericType(subscription.Message));
            }

            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(settings.Broker);
                rabbit.DeployTopologyOnly = Topology.Asked;
                rabbit.ConfigureJsonSerializerOptions(o => Http.Json.Configure(new System.Text.Json.JsonSerializerOptions(o)));
                foreach (var subscription in subscriptions.All)
                {
                    rabbit.ReceiveEndpoint($"{settings.Service}-{Kebab(subscription.Message.Name)}", endpoint =>
                    {
                        endpoint.SetQuorumQueue();
                        endpoint.PrefetchCount = 16;
                        Retry(endpoint);
                        endpoint.ConfigureConsumer(context, typeof(InboxConsumer<>).MakeGenericType(subscription.Message));
                    });
                }
            });
        });
    }

    // An outage is waited for, for hours if need be; a mistake of ours goes to the dead letters soon, where an operator sees it.
    private static void Retry(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.UseMessageRetry(r =>
        {
            r.Interval(100_000, TimeSpan.FromSeconds(2));
            r.Handle<HandlingFailedException>(e => e.Outage);
        });
        endpoint.UseMessageRetry(r =>
        {
            r.Intervals(50, 200, 500, 1000, 2000, 5000);
            r.Ignore<HandlingFailedException>(e => e.Outage);
        });
    }

    internal static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>The messages a service takes.</summary>
public sealed class Subscriptions(IServiceCollection services)
{
    private readonly List<(Type Message, Type Handler)> all = [];

    internal IReadOnlyList<(Type Message, Type Handler)> All => all;

    /// <summary>Takes a contract with a handler (scoped).</summary>
    public Subscriptions Handle<TMessage, THandler>()
        where TMessage : class, IIntegrationMessage
        where THandler : class, IHandle<TMessage>
    {
        services.AddScoped<IHandle<TMessage>, THandler>();
        all.Add((typeof(TMessage), typeof(THandler)));
        return this;
    }
}
