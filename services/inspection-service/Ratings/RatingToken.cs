using Org.BouncyCastle.Math;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Inspection.Ratings;

/// <summary>A firm's right to rate a body once: a serial of its own that the service has signed unseen.</summary>
public static class RatingToken
{
    /// <summary>How apps blind, as <c>/rating-key</c> names it.</summary>
    public const string Scheme = "pengcheng-rating-v1";

    /// <summary>For one body, in one quarter.</summary>
    public static BlindSignature For(BigInteger modulus, string body, string quarter) => new(Scheme, modulus, $"{body}/{quarter}");

    /// <summary>Whether this is written as a quarter is.</summary>
    public static bool IsQuarter(string text) => text is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', 'Q', >= '1' and <= '4'];

    /// <summary>The quarter of a day.</summary>
    public static string QuarterOf(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Year}Q{(day.Month + 2) / 3}");
}
