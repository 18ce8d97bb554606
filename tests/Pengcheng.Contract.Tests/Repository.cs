using Pengcheng.Testing;

namespace Pengcheng.Contract.Tests;

/// <summary>The checkout that the tests run in, and whether committed texts are to be written anew from the code.</summary>
internal static class Repository
{
    public const string UpdateVariable = "PENGCHENG_UPDATE_DOCS";

    public static string Root => Checkout.Root.FullName;

    public static bool Updates => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);
}
