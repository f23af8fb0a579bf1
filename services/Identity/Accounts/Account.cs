using Coc.Platform;
using Microsoft.AspNetCore.Identity;

namespace Coc.Identity.Accounts;

/// <summary>A person or group account that can hold seats.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string Name { get; set; }

    /// <summary>The id every service computes from an address by itself.</summary>
    public static Guid IdOf(string email) => Ids.V5(Guid.Empty, "account:" + email.Trim().ToLowerInvariant());

    public static Account For(string email, string? name) => new()
    {
        Id = IdOf(email),
        Email = email.Trim(),
        UserName = email.Trim(),
        NormalizedEmail = Normal(email),
        NormalizedUserName = Normal(email),
        SecurityStamp = Ids.New().ToString("N"),
        Name = string.IsNullOrWhiteSpace(name) ? email.Trim() : name.Trim(),
    };

    public static string Normal(string email) => email.Trim().ToLowerInvariant();
}
