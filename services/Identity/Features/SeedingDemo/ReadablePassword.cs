using System.Security.Cryptography;

namespace Coc.Identity.Features.SeedingDemo;

/// <summary>A password that can be read aloud and typed: <c>tamo-kiru-leza-bido</c>, fifty random bits.</summary>
internal static class ReadablePassword
{
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => Syllable() + Syllable()));

    private static string Syllable() => RandomNumberGenerator.GetString(Consonants, 1) + RandomNumberGenerator.GetString(Vowels, 1);
}
