using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>A place on the map, WGS 84, in degrees.</summary>
/// <param name="Latitude">−90 to 90.</param>
/// <param name="Longitude">−180 to 180.</param>
public sealed record GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusMetres = 6_371_000;

    /// <summary>Whether there is such a place.</summary>
    [JsonIgnore]
    public bool Exists => double.IsFinite(Latitude) && double.IsFinite(Longitude) && Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180;

    /// <summary>How far it is as the crow flies, in whole metres.</summary>
    public int MetresTo(GeoPoint other)
    {
        var (a, b) = (Radians(Latitude), Radians(other.Latitude));
        var half = Square(Math.Sin((b - a) / 2)) + Math.Cos(a) * Math.Cos(b) * Square(Math.Sin(Radians(other.Longitude - Longitude) / 2));
        return (int)Math.Round(2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(half))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double value) => value * value;
}
