using System.Text.Json;
using Coc.Platform.Http;

namespace Coc.Identity.Features.SeedingDemo;

/// <summary>What this service reads of deploy/demo/foundation.json.</summary>
internal sealed record Foundation(IReadOnlyList<FoundationAccount> Accounts, IReadOnlyList<FoundationSeat> Seats)
{
    public static Foundation Read(string file) =>
        JsonSerializer.Deserialize<Foundation>(File.ReadAllBytes(file), Json.Options) ?? throw new JsonException("The demo foundation is empty.");
}

internal sealed record FoundationAccount(string Email, string Name);

internal sealed record FoundationSeat(string Body, string Email, string Role);

/// <summary>The demo's accounts with their passwords, as api.md "Demo" fixes it.</summary>
internal sealed record DemoAccounts(string BaseUrl, IReadOnlyList<DemoAccount> Accounts)
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    /// <summary>What an earlier run wrote; empty when there is none.</summary>
    public static DemoAccounts Read(string file) =>
        File.Exists(file) && JsonSerializer.Deserialize<DemoAccounts>(File.ReadAllBytes(file), Json.Options) is { } kept ? kept : new DemoAccounts("", []);

    /// <summary>Readable by its owner only; never half a file.</summary>
    public void Write(string file)
    {
        var path = Path.GetFullPath(file);
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, this, Indented);
        }

        File.Move(draft, path, overwrite: true);
    }
}

internal sealed record DemoAccount(string Email, string Password, string Name, IReadOnlyList<DemoSeat> Seats);

internal sealed record DemoSeat(Guid Id, string Body, string Role);
