/** What programs in Python share: literals, and a main part that evaluates. */
import type { TrainedNetwork } from './formats/format';

/** Literals of Python source. */
export const pythonText = (text: string) => JSON.stringify(text);
export const pythonNumber = (value: number) => String(value);
/** A line of a docstring, which may not end it, nor be none for a sign such as NUL. */
export const pythonDoc = (text: string) =>
  text
    .replaceAll('\\', '')
    .replaceAll('"""', "'''")
    .replaceAll(/\p{Cc}/gu, ' ');

/** A network that is written as source: trained, or only designed. */
export type SourceNetwork = Pick<TrainedNetwork, 'name' | 'network' | 'scaling' | 'testAccuracy'>;

/** The first line of its docstring. */
export const pythonTitle = (name: string, testAccuracy: number | null) =>
  testAccuracy === null
    ? `${pythonDoc(name)}, a network designed with Kasane.`
    : `${pythonDoc(name)}, a network trained with Kasane. It read ${(testAccuracy * 100).toFixed(2)} % of the test images right.`;

/** The names of the classes, in the order of the outputs. */
export const classList = (classes: readonly string[]) => `CLASSES = [${classes.map(pythonText).join(', ')}]`;

/** Reads IDX files and prints how many are right; `answer(images)` gives probabilities [image][class]. */
export const idxMain = (answer: string) => `
def read_idx(path):
    """The bytes of an IDX file as an array of its shape."""
    data = Path(path).read_bytes()
    sides = struct.unpack(f">{data[3]}I", data[4:4 + 4 * data[3]])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sides)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python model.py images.idx labels.idx, such as t10k-images-idx3-ubyte t10k-labels-idx1-ubyte")
    images, labels = read_idx(sys.argv[1]), read_idx(sys.argv[2])
    predicted = np.concatenate([${answer}.argmax(1) for batch in np.array_split(images, max(1, len(images) // 500))])
    right = int((predicted == labels).sum())
    print(f"{right} of {len(labels)} images right: {right / len(labels):.2%}")
`;
