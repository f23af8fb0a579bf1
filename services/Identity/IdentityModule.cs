using Coc.Contracts;
using Coc.Contracts.Liaison;
using Coc.Identity.Accounts;
using Coc.Identity.Consumers;
using Coc.Identity.Features.AcceptingInvitations;
using Coc.Identity.Features.ChoosingNotifications;
using Coc.Identity.Features.Inviting;
using Coc.Identity.Features.IssuingServiceTickets;
using Coc.Identity.Features.KeepingTies;
using Coc.Identity.Features.MatchingTies;
using Coc.Identity.Features.MovingTheClock;
using Coc.Identity.Features.ReadingMe;
using Coc.Identity.Features.Refreshing;
using Coc.Identity.Features.SharingAccess;
using Coc.Identity.Features.SigningIn;
using Coc.Identity.Features.SigningOut;
using Coc.Identity.Notifying;
using Coc.Identity.Sessions;
using Coc.Mailing;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coc.Identity;

/// <summary>What Identity is made of.</summary>
internal static class IdentityModule
{
    public static void AddIdentity(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None); // its messages quote statements and exceptions; failures are logged where they are answered
        var services = builder.Services;
        services.AddDbContextPool<AccountsDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddIdentityCore<Account>().AddUserStore<UserOnlyStore<Account, AccountsDb, Guid>>().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<Passwords>();
        services.AddSingleton(new AccessTokens(settings.Rings));
        services.AddSingleton(Credentials.Read(builder.Configuration["Credential:Directory"]));
        services.AddSingleton<EveryClock>();
        services.AddScoped<Attempts>();
        services.AddScoped<SessionDesk>();
        services.AddScoped<Accepting>();
        services.AddSingleton<AccessWatch>();
        services.AddHostedService(p => p.GetRequiredService<AccessWatch>());
        builder.AddMessaging(settings, new PublishingTable(), s => s
            .Handle<SeatFilled, SeatFilledHandler>().Handle<SeatEnded, SeatEndedHandler>().Handle<SomethingWaits, SomethingWaitsHandler>());
        services.AddSingleton<WishTable>().AddSingleton<Audience>();
        if (builder.AddMailing<AccountLetters>(settings) is not null)
        {
            services.AddHostedService<FanOut>();
        }
    }

    public static void MapIdentity(this WebApplication app)
    {
        app.MapLogin();
        app.MapRefresh();
        app.MapLogout();
        app.MapMe();
        app.MapTies();
        app.MapNotifications();
        app.MapAccept();
        app.MapServiceTickets();
        app.MapSnapshot();
        app.MapInviting();
        app.MapTiesMatch();
        if (app.Services.GetRequiredService<ServiceSettings>().Demo)
        {
            app.MapDemoClock();
        }
    }
}
