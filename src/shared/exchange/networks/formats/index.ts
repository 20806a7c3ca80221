/** Every format of trained networks. The first that recognises a file reads it: those with a mark of their own come before those without. */
import type { ParameterFormat } from './format';
import { kasaneJson } from './kasane-json';
import { keras } from './keras';
import { kerasFile } from './keras-file';
import { npz } from './npz';
import { numpy } from './numpy';
import { onnx } from './onnx';
import { paramsJson } from './params-json';
import { pickle } from './pickle';
import { pytorch } from './pytorch';
import { safetensors } from './safetensors';
import { tfjs } from './tfjs';
import { torchState } from './torch-state';
import { webPage, webPageHalf } from './web-page';

export const parameterFormats: readonly ParameterFormat[] = [
  kasaneJson,
  tfjs,
  paramsJson,
  safetensors,
  npz,
  onnx,
  pytorch,
  keras,
  numpy,
  kerasFile,
  torchState,
  webPage,
  webPageHalf,
  pickle,
];
