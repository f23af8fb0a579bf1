using Coc.Portal.Languages;

namespace Coc.Portal.Talking;

/// <summary>Who looks at the page of this request, as far as pages need to know. Filled before any page runs.</summary>
internal sealed class Visitor
{
    public Language Language { get; set; } = Language.English;

    /// <summary>What all links of the page are relative to, ending in a slash: the language.</summary>
    public string Base { get; set; } = "/";

    /// <summary>The page's own path within the language, without a slash before it: for the same page in another language.</summary>
    public string Path { get; set; } = "";

    /// <summary>The gateway's ticket of this visit; opaque here.</summary>
    public string? Visit { get; set; }

    /// <summary>Of somebody who is signed in, for as long as it is good.</summary>
    public string? AccessToken { get; set; }

    public bool SignedIn => AccessToken is not null;
}
