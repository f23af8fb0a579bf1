using Coc.Platform.Configuration;
using Coc.Platform.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Mailing;

/// <summary>Mail of a service that holds addresses.</summary>
public static class MailSetup
{
    /// <summary>Sends the service's news, where a mail server is named; else nothing is queued and nothing goes.</summary>
    /// <returns>null: mail is off</returns>
    /// <exception cref="InvalidOperationException">the settings do not fit: docs/operations.md "Mail"</exception>
    public static MailSettings? AddMailing<TSource>(this WebApplicationBuilder builder, ServiceSettings settings) where TSource : class, ILetterSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var mail = MailSettings.Read(builder.Configuration, settings);
        builder.Services.AddSingleton(new MailSwitch(mail));
        if (mail is not null)
        {
            builder.Services.AddSingleton(mail).AddSingleton<MailTable>().AddSingleton<MailWatch>().AddSingleton<ITroubleSource>(p => p.GetRequiredService<MailWatch>());
            builder.Services.AddSingleton<ILetterSource, TSource>().AddSingleton<MailWorker>().AddHostedService(p => p.GetRequiredService<MailWorker>());
        }

        return mail;
    }
}

/// <summary>Whether mail goes out at all.</summary>
public sealed record MailSwitch(MailSettings? Settings)
{
    /// <summary>A mail server is named.</summary>
    public bool IsOn => Settings is not null;

    /// <summary>The next instant at which news that are not urgent go.</summary>
    public DateTimeOffset Collected(DateTimeOffset now)
    {
        var step = Settings?.Collect.Ticks ?? 0;
        return step == 0 ? now : new DateTimeOffset((now.UtcTicks + step - 1) / step * step, TimeSpan.Zero);
    }
}
