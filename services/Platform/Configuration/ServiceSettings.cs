using Coc.EventStore;
using Microsoft.Extensions.Configuration;

namespace Coc.Platform.Configuration;

/// <summary>What a host needs from its environment, read and checked as a whole at start: all errors are reported, not the first one.</summary>
/// <param name="Service">lower-case name: intake, cases, …; also the ticket audience</param>
/// <param name="Demo">COC_PROFILE is demo: the demo clock and accounts exist</param>
/// <param name="Rings">folder of ticket key rings, one subfolder per audience this host may read or write</param>
/// <param name="Master">the keys that wrap the body keys</param>
/// <param name="Pepper">32 bytes for codes and blind indexes</param>
/// <param name="Destroyed">folder of the journal of destroyed keys, which must outlive the database</param>
/// <param name="Credential">this service's credential for Identity</param>
/// <param name="Services">base addresses of the others, by lower-case name</param>
public sealed record ServiceSettings(
    string Service, bool Demo, string Database, string DaemonDatabase, Uri? Broker, string Rings, KeyMaster? Master, byte[] Pepper, string Destroyed, string Credential,
    IReadOnlyDictionary<string, Uri> Services)
{
    /// <summary>PEM file of the key this service signs its heads with; empty where none are signed, which production refuses.</summary>
    public string SigningKey { get; init; } = "";

    /// <summary>Folder with the public keys of all services' heads.</summary>
    public string Signers { get; init; } = "";

    /// <summary>How often a head is signed when events have come.</summary>
    public TimeSpan HeadsEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Reads the table of docs/operations.md.</summary>
    /// <exception cref="InvalidOperationException">naming everything that is missing or malformed</exception>
    public static ServiceSettings Read(string service, IConfiguration configuration, bool database = true, bool broker = true)
    {
        var errors = new List<string>();
        var profile = configuration["COC_PROFILE"] ?? "production";
        if (profile is not ("demo" or "production"))
        {
            errors.Add($"COC_PROFILE must be demo or production, not '{profile}'");
        }

        var settings = new ServiceSettings(
            service,
            profile == "demo",
            database ? Required("Database:Service") : "",
            database ? Required("Database:Daemon") : "",
            broker && Uri.TryCreate(Required("Broker:Uri"), UriKind.Absolute, out var uri) ? uri : null,
            Required("Keys:Rings"),
            database ? Master() : null,
            database ? KeyFile("Keys:Pepper") : [],
            database ? Required("Keys:Destroyed") : "",
            SecretFile("Credential:File"),
            configuration.GetSection("Services").GetChildren()
                .Where(c => Uri.TryCreate(c.Value, UriKind.Absolute, out _))
                .ToDictionary(c => c.Key.ToLowerInvariant(), c => new Uri(c.Value!)))
        {
            SigningKey = !database ? "" : profile == "demo" && configuration["Keys:Signing"] is null or "" ? "" : ExistingFile("Keys:Signing"),
            Signers = configuration["Keys:Signers"] ?? "",
            HeadsEvery = Every("Heads:Every") ?? TimeSpan.FromMinutes(10),
        };
        return errors.Count == 0
            ? settings
            : throw new InvalidOperationException($"{service} cannot start:{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", errors)}");

        string Required(string key)
        {
            var value = configuration[key];
            if (string.IsNullOrWhiteSpace(value))
            {
                errors.Add($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set");
            }

            return value ?? "";
        }

        string ExistingFile(string key)
        {
            var path = Required(key);
            if (path.Length > 0 && !File.Exists(path))
            {
                errors.Add($"{key.Replace(":", "__", StringComparison.Ordinal)} names a file that is not there");
                return "";
            }

            return path;
        }

        string SecretFile(string key) => ExistingFile(key) is { Length: > 0 } path ? File.ReadAllText(path).Trim() : "";

        TimeSpan? Every(string key)
        {
            if (configuration[key] is not { Length: > 0 } text)
            {
                return null;
            }

            if (!TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var every) || every < TimeSpan.FromSeconds(1))
            {
                errors.Add($"{key.Replace(":", "__", StringComparison.Ordinal)} must be a time of at least a second, such as 00:10:00");
            }

            return every;
        }

        KeyMaster? Master()
        {
            try
            {
                return MasterKeys.Of(configuration);
            }
            catch (InvalidOperationException wrong)
            {
                errors.Add(wrong.Message);
                return null;
            }
        }

        byte[] KeyFile(string key)
        {
            var text = SecretFile(key);
            var bytes = new byte[32];
            if (text.Length > 0 && (!Convert.TryFromBase64String(text, bytes, out var length) || length != 32))
            {
                errors.Add($"{key.Replace(":", "__", StringComparison.Ordinal)} must hold 32 bytes in base64");
            }

            return bytes;
        }
    }
}
