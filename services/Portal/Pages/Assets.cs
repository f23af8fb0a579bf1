using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Coc.Portal.Pages;

/// <summary>Addresses of styles and scripts that change with their content, so that browsers may keep them for good.</summary>
internal sealed class Assets(IFileProvider files)
{
    public const string Folder = "/assets";

    /// <summary>Of the query in which the version stands.</summary>
    public const string Version = "v";

    private readonly ConcurrentDictionary<string, string> addresses = new();

    public string Url(string file) => addresses.GetOrAdd(file, name =>
    {
        using var content = files.GetFileInfo(name).CreateReadStream();
        return $"{Folder}/{name}?{Version}={Convert.ToHexStringLower(SHA256.HashData(content))[..16]}";
    });
}
