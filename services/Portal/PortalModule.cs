using System.IO.Compression;
using Coc.Platform.Configuration;
using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Features.FindingBodies;
using Coc.Portal.Features.FollowingReports;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Features.Reporting;
using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Features.WorkingOnCases;
using Coc.Portal.Languages;
using Coc.Portal.Pages;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Signing;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;

namespace Coc.Portal;

/// <summary>What the portal is made of: pages and a client of the API.</summary>
internal static class PortalModule
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void AddPortal(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        var gateway = settings.Services.GetValueOrDefault("gateway") ?? throw new InvalidOperationException("portal cannot start: Services__Gateway is not set or no address");
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error); // it warns of the no-store that every page has anyway
        services.AddDataProtection().SetApplicationName("coc-portal").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.Rings, "portal")));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "coc-form";
            o.Cookie.Path = "/"; // one for all languages
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.HeaderName = "Coc-Form";
        });
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddScoped<Visitor>();
        services.AddHttpClient<Api>(c =>
        {
            c.BaseAddress = gateway;
            c.Timeout = Patience;
        }).ConfigurePrimaryHttpMessageHandler(Handler);
        services.AddHttpClient(FileSender.Client, c =>
        {
            c.BaseAddress = gateway;
            c.Timeout = FileSender.Patience;
        }).ConfigurePrimaryHttpMessageHandler(Handler);
        services.AddScoped<FileSender>();
        services.AddSingleton<PublicBodies>().AddSingleton<KnownBodies>();
        services.AddScoped<Desk>().AddScoped<Sending>().AddScoped<OwnPageDesk>();
        services.AddScoped<RoomDesk>().AddScoped<PublicDirectory>();
        services.AddScoped<CaseDesk>().AddScoped<CommandDesk>();
        services.AddSingleton<Renewals>();
        services.AddSingleton<AskedLately>();
        services.AddScoped<WaitingWork>();
        services.AddScoped<LiveWork>();
        services.AddSingleton(p => new Assets(p.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"]; // pages hold secrets beside what others wrote: compressed, their length would tell of them
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal); // a phone on a bad line gets them once
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedProto);
    }

    public static void UsePortal(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { RequestPath = Assets.Folder, OnPrepareResponse = KeepForGood });
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<LanguageOfAddress>();
        app.UseMiddleware<RefusalsAsPages>();
        app.UseMiddleware<VisitorOfRequest>();
        app.UseRouting();
        app.UseAntiforgery();
        app.UseMiddleware<FormsWithTokens>();
    }

    private static SocketsHttpHandler Handler() => new() { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    private static void KeepForGood(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl =
        context.Context.Request.Query.ContainsKey(Assets.Version) ? "public, max-age=31536000, immutable" : "public, max-age=300";
}
